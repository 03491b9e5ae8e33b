/** The APIs of this service: ours first, then those that other systems' clients speak. */
import type { OperationGroup } from './operation.ts'
import { nativeGroup } from './v1/native-group.ts'

export const allGroups: readonly OperationGroup[] = [nativeGroup]
