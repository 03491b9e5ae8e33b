/**
 * `posthorn store copy <from> [to]`: moves an installation from a SQLite file into a PostgreSQL
 * database. Says what is under way on standard error and, at the end, what was compared on standard
 * output. Ended at any moment, the same command goes on where it stopped.
 */
import { readConfig } from '../config.ts'
import { openKeyFiles } from '../key-files.ts'
import { withoutPassword } from '../setting-values.ts'
import { StartRefused } from '../start-refused.ts'
import { type CopyRequest, copyStore, targetUrl } from '../stores/copy/copy-store.ts'
import { parsePlace } from '../stores/postgres/postgres-place.ts'
import { StoreRefused } from '../stores/store-options.ts'
import { createSystemRandom } from '../system/system-random.ts'
import { systemClock } from '../system/system-clock.ts'
import { CopyProgress } from './copy-progress.ts'
import { reportText } from './copy-report.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Of sysexits.h: a wrong argument or setting, a side that cannot be used, data that differ. */
const copyExits = { different: 65, unavailable: 69, wrong: 78 } as const

/** Without `to` the database is the one in POSTHORN_STORE, so that no list of processes shows it. */
export async function storeCopyCommand(
  environment: Environment,
  from: string,
  to = environment['POSTHORN_STORE'] ?? '',
): Promise<void> {
  const fault = faultOf(from, to)
  if (fault !== null) end(fault, copyExits.wrong)
  const read = readConfig({ ...environment, POSTHORN_STORE: from })
  if (read.kind === 'refused') {
    for (const one of read.faults) say(one)
    process.exit(copyExits.wrong)
  }
  const keys = openKeyFiles(read.config, say)
  const progress = new CopyProgress(process.stderr, systemClock)
  endOnSignals(progress)
  try {
    await copy(to, progress, {
      from: from.slice('sqlite:'.length),
      to,
      random: createSystemRandom(),
      encryptionKey: () => keys.encryptionKey(false),
      onStep: (step) => progress.note(step),
    })
  } catch (error) {
    progress.end()
    end(sentenceOf(error), error instanceof StartRefused ? copyExits.wrong : copyExits.unavailable)
  }
}

async function copy(to: string, progress: CopyProgress, request: CopyRequest): Promise<void> {
  const result = await copyStore(request)
  progress.end()
  const start = `start with POSTHORN_STORE=${withoutPassword(to)} and the same keys`
  if (result.kind === 'copied-before') {
    process.stdout.write(
      `Copied and compared before, and not used since; nothing was done. Now ${start}.\n`,
    )
    return
  }
  process.stdout.write(reportText(result.report))
  if (result.kind === 'equal') {
    process.stdout.write(`\nEverything is equal. The file is as it was. Now ${start}.\n`)
    return
  }
  process.stdout.write(
    '\nThe two differ, so no node starts on the database. Drop it, and report this; the file is as it was.\n',
  )
  process.exitCode = copyExits.different
}

/** What is wrong with the arguments, which are repeated without what they may hide. */
function faultOf(from: string, to: string): string | null {
  if (!from.startsWith('sqlite:') || from.length === 'sqlite:'.length) {
    return `"${withoutPassword(from)}" cannot be copied: <from> is "sqlite:" and a path, such as sqlite:./data/posthorn.db`
  }
  if (from === 'sqlite::memory:')
    return 'a store in memory ends with its process: there is nothing to copy'
  if (/^postgres(ql)?:\/\//.test(to)) return placeFault(to)
  const given = to === '' ? 'nothing' : `"${withoutPassword(to)}"`
  return `${given} cannot be copied into: [to], or POSTHORN_STORE without it, is postgres://role:password@host:5432/database`
}

function placeFault(to: string): string | null {
  try {
    parsePlace(to, targetUrl)
    return null
  } catch (error) {
    return sentenceOf(error)
  }
}

/** One sentence for what an operator can mend; the whole story for what only we can. */
function sentenceOf(error: unknown): string {
  if (error instanceof StoreRefused || error instanceof StartRefused) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Nothing has to be put in order: what is copied by then stays, and is known. */
function endOnSignals(progress: CopyProgress): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      progress.end()
      end('ended in the middle; the same command goes on where it stopped', code)
    })
  }
}

function end(text: string, code: number): never {
  say(text)
  process.exit(code)
}

function say(text: string): void {
  process.stderr.write(`posthorn: ${text}\n`)
}
