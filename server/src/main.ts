/**
 * The entry point. It turns on the compile cache before anything else is loaded, since a restart
 * has to accept again within two seconds, and hands over to the command line.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./cli/command-line.ts')
