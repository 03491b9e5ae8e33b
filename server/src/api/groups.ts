/** The APIs of this service: ours first, then those that other systems' clients speak. */
import type { OperationGroup } from './operation.ts'
import { superOfficeGroup } from './superoffice/superoffice-group.ts'
import { nativeGroup } from './v1/native-group.ts'

export const allGroups: readonly OperationGroup[] = [nativeGroup, superOfficeGroup]

const supervisionPaths: readonly string[] = ['/healthz', '/readyz', '/metrics']

/** Of a node that takes no requests: what supervises it. */
export const supervisionGroups: readonly OperationGroup[] = [
  {
    ...nativeGroup,
    operations: nativeGroup.operations.filter(({ path }) => supervisionPaths.includes(path)),
  },
]
