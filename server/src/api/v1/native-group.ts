/** The native API: its operations, its credentials and how it shows problems. */
import type { OperationGroup } from '../operation.ts'
import { problemStyle } from './problem-style.ts'

export const nativeGroup: OperationGroup = {
  name: 'native',
  operations: [],
  errorStyle: problemStyle,
  credentialSchemes: new Map([['bearer', 'key']]),
  ownsPath: (path) => path.startsWith('/v1/'),
}
