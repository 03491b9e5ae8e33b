/** What the use-cases of this folder work with: the opened ports and the running pipeline. */
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Ports } from '../ports/ports.ts'

export interface ManageParts {
  readonly ports: Ports
  readonly pipeline: Pipeline
}
