/**
 * `npm start` and `npm run demo`: the `posthorn` command, after the console was built where it was
 * not there or not of this tree. In one process, so that a signal finds the service.
 */
import './require-node.mjs'

const { buildConsole } = await import('./build-console.ts')
buildConsole({ isOnlyIfStale: true })
await import('../bin/posthorn.mjs')
