/** The APIs of this service: ours first, then those that other systems' clients speak. */
import type { OperationGroup } from './operation.ts'
import { superOfficeGroup } from './superoffice/superoffice-group.ts'
import { nativeGroup } from './v1/native-group.ts'

export const allGroups: readonly OperationGroup[] = [nativeGroup, superOfficeGroup]
