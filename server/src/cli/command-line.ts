/**
 * The command line: what `posthorn` takes, with its help. Importing it runs it. `start` is the
 * service; it stops on SIGTERM and SIGINT within its grace, and a second signal ends it at once.
 */
import { Command } from 'commander'
import { printConfig } from './print-config.ts'
import { startCommand } from './start-command.ts'
import type { DemoOptions } from '../demo/run-demo.ts'
import { version } from '../open-senders.ts'

const program = new Command('posthorn')
  .description('Delivers webhooks: an event handed in once reaches every subscriber, signed.')
  .version(version)
  .showHelpAfterError('(posthorn --help lists the commands)')
  .addHelpText(
    'after',
    `
Examples:
  posthorn start                          the service, on 127.0.0.1:8400, store in ./data
  POSTHORN_LISTEN=0.0.0.0:80 posthorn start
  posthorn store copy <from> [to]         move from a SQLite file to a PostgreSQL database
  posthorn config                         every setting, its value and its help
  posthorn demo                           server, receiver and events to look at`,
  )

program
  .command('start')
  .description('run the service until SIGTERM or SIGINT')
  .action(() => startCommand(process.env))

program
  .command('config')
  .description('print every setting with its value, its default and what it does')
  .option('--json', 'as JSON')
  .action((options: { json?: boolean }) => printConfig(process.env, options.json === true))

program
  .command('demo')
  .description('start a server on an empty store with a sample receiver, and let events flow')
  .option('--seconds <n>', 'stop by itself after this many seconds', (text) => Number(text))
  .option('--rate <n>', 'events a second', (text) => Number(text), 2)
  .option('--all-events', 'an event of every type that SuperOffice documents, in turn')
  .option('--rosaas', 'a product of RoSaaS: its tenants live through all 19 events')
  .action(async (options: DemoOptions) => {
    // Loaded when asked for: a restart of the service must not wait for it.
    if (options.rosaas === true) {
      const { runRosaasDemo } = await import('../demo/run-rosaas-demo.ts')
      await runRosaasDemo(options)
      return
    }
    const { runDemo } = await import('../demo/run-demo.ts')
    await runDemo(options)
  })

program
  .command('store')
  .description('what is done to a store while no process uses it')
  .command('copy')
  .description('copy everything from a SQLite file into an empty PostgreSQL database')
  .argument('<from>', 'sqlite: and the path of the file; no process may use it')
  .argument('[to]', 'postgres://role:password@host:5432/database, empty; else POSTHORN_STORE')
  .addHelpText(
    'after',
    `
The file is only read. Ended at any moment, the same command goes on where it stopped; until
everything is copied and compared, no node starts on the database. The encryption key is taken from
POSTHORN_ENCRYPTION_KEY, or from encryption.key beside the file.

Exit codes: 0 copied and equal; 65 the two differ; 69 a side cannot be used (in use, not empty, away);
78 an argument, a setting or a key file is wrong; 130 and 143 ended by a signal.

Example:
  posthorn store copy sqlite:./data/posthorn.db postgres://posthorn:secret@db:5432/posthorn`,
  )
  .action(async (from: string, to?: string) => {
    const { storeCopyCommand } = await import('./store-copy-command.ts')
    await storeCopyCommand(process.env, from, to)
  })

await program.parseAsync()
