/** A store in a file, an empty database, and the copying of one into the other. */
import { copyStore, type CopyResult, type CopyStep } from '../../src/stores/copy/copy-store.ts'
import {
  openPostgresStore,
  type PostgresStore,
} from '../../src/stores/postgres/open-postgres-store.ts'
import { type MovableClock, testRandom } from '../contract/fresh-store.ts'
import { type PostgresServer, postgresServer } from '../world/postgres-server.ts'
import { encryptionKey, type FileWorld, openFileWorld } from './filled-store.ts'

/** Every table with something in it has several pages. */
const fewRows = 3

export interface CopyStand {
  readonly file: FileWorld
  readonly server: PostgresServer
  readonly url: string
  /** The database's name, for the server's own statements. */
  readonly database: string
  readonly copy: (
    onStep?: (step: CopyStep) => void,
    from?: FileWorld,
    to?: string,
  ) => Promise<CopyResult>
  readonly openCopy: (nodeName?: string) => Promise<PostgresStore>
}

export async function onCopyStand(
  run: (stand: CopyStand) => Promise<void>,
  pageRows = fewRows,
): Promise<void> {
  const server = await postgresServer()
  const url = await server.emptyDatabase()
  const file = openFileWorld()
  try {
    await run({
      file,
      server,
      url,
      database: new URL(url).pathname.slice(1),
      copy: (onStep = () => undefined, from = file, to = url) =>
        copyStore({
          from: from.path,
          to,
          random: testRandom,
          pageRows,
          encryptionKey: () => encryptionKey,
          onStep,
        }),
      openCopy: (nodeName) => openCopy(url, file.fresh.clock, nodeName),
    })
  } finally {
    file.remove()
    await server.drop(url)
  }
}

function openCopy(url: string, clock: MovableClock, nodeName = 'main'): Promise<PostgresStore> {
  return openPostgresStore(url, {
    clock,
    nodeName,
    random: testRandom,
    encryptionKey,
    onFatal(error) {
      throw error
    },
  })
}

/** Ends the copying as a crash would, at a step. */
export class CopyKilled extends Error {}

export function killAt(isThere: (step: CopyStep) => boolean): (step: CopyStep) => void {
  return (step) => {
    if (isThere(step)) throw new CopyKilled()
  }
}
