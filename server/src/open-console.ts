/** What a start does for the console: where its files are, and who may sign in to it first. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { ConsoleFiles } from './api/console-files.ts'
import type { Config } from './config.ts'
import { offerFirstSetup } from './manage/accounts/first-setup.ts'
import type { Ports } from './ports/ports.ts'

/** Where the build of `console/` is, beside `server/`. */
export function consoleFilesOf({
  consoleFrameAncestors: frameAncestors,
}: Pick<Config, 'consoleFrameAncestors'>): ConsoleFiles {
  return { folder: join(import.meta.dirname, '..', '..', 'console', 'dist'), frameAncestors }
}

interface SetupParts {
  readonly config: Pick<Config, 'roles' | 'publicUrl'>
  readonly ports: Ports
  readonly log: Logger
}

/** Where the first account of an operator is made. A node without the API leaves it to one that has it. */
export async function offerSetup(
  { config, ports, log }: SetupParts,
  url: string,
): Promise<string | null> {
  if (!config.roles.includes('api')) return null
  const token = await offerFirstSetup({ ports }).catch((error: unknown) => {
    // As on a full disk: who delivers goes on, and the operator's key signs in.
    log.warn({ err: error }, 'no link for a first account could be made')
    return null
  })
  // What listens at every address is here, too, for who reads it on this machine.
  const here = url.replace(/\/\/(?:0\.0\.0\.0|\[::\]):/, '//localhost:')
  return token === null ? null : `${config.publicUrl ?? here}/console/setup#token=${token}`
}
