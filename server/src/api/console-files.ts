/**
 * The console's built files, as they are served: one page for every address below `/console`, its
 * scripts and styles beside it. The page carries a fresh value for the styles that libraries make
 * while they run, so that the policy needs no exception.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Ports } from '../ports/ports.ts'

export interface ConsoleFiles {
  /** Where the build is, or will be. */
  readonly folder: string
  /** Who may show the console in a frame, as a policy says it: `'none'`, `'self'`, or origins. */
  readonly frameAncestors: string
}

const nonceBytes = 16
const noncePlace = '__NONCE__'

export function serveConsole(
  app: FastifyInstance,
  { folder, frameAncestors }: ConsoleFiles,
  { random }: Pick<Ports, 'random'>,
): void {
  void app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/console/assets/',
    decorateReply: false,
    index: false,
    // Their names change with what is in them.
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    setHeaders: (reply) => void reply.header('x-content-type-options', 'nosniff'),
  })
  const page = async (_request: unknown, reply: FastifyReply): Promise<string> => {
    const html = await readPage(folder)
    const nonce = Buffer.from(random.bytes(nonceBytes)).toString('base64')
    void reply.headers({
      'content-type': html === null ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce, frameAncestors),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    if (html !== null) return html.replaceAll(noncePlace, nonce)
    void reply.code(503)
    return 'The console is not built yet. Run "npm run build:console" beside the service.\n'
  }
  app.get('/console', page)
  app.get('/console/*', page)
  app.get('/', (_request, reply) => reply.redirect('/console/'))
}

/** Read at every call: a build may come, or be replaced, while the service runs. */
async function readPage(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function policy(nonce: string, frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}
