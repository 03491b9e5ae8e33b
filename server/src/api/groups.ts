/** The APIs of this service: ours first, then those that other systems' clients speak. */
import type { OperationGroup } from './operation.ts'
import { rosaasGroup } from './rosaas/rosaas-group.ts'
import { agentsGroup } from './superoffice/agents/agents-group.ts'
import { soapGroup } from './superoffice/soap/soap-group.ts'
import { superOfficeGroup } from './superoffice/superoffice-group.ts'
import { tenantStatusGroup } from './tenant-status/tenant-status-group.ts'
import { nativeGroup } from './v1/native-group.ts'

/** The first that owns a path refuses there, so the agents stand before REST, whose path is theirs too. */
export const allGroups: readonly OperationGroup[] = [
  nativeGroup,
  tenantStatusGroup,
  rosaasGroup,
  agentsGroup,
  soapGroup,
  superOfficeGroup,
]

const supervisionPaths: readonly string[] = ['/healthz', '/readyz', '/metrics']

/** Of a node that takes no requests: what supervises it. */
export const supervisionGroups: readonly OperationGroup[] = [
  {
    ...nativeGroup,
    operations: nativeGroup.operations.filter(({ path }) => supervisionPaths.includes(path)),
  },
]
