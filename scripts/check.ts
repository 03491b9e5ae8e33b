/**
 * `npm run check`: everything that is judged without running the service. Two steps run at a time,
 * each prints its own words when it fails, and the last line names the steps that did.
 *
 * It changes no file: where a generated file is stale, the old content is put back.
 */
import { spawn } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'

interface Step {
  readonly name: string
  readonly run: () => Promise<StepResult>
}

interface StepResult {
  readonly isGood: boolean
  readonly text: string
}

const stepTimeoutMs = 8 * 60 * 1_000
const generatedFiles = [
  'docs/**/*.generated.*',
  'server/**/*.generated.*',
  'console/src/**/*.generated.*',
]

/** The slowest first, so that two at a time end together. */
const steps: readonly Step[] = [
  { name: 'types', run: () => command('tsc', '--noEmit', '-p', '.') },
  { name: 'types of the console', run: () => command('tsc', '--noEmit', '-p', 'console') },
  { name: 'lint', run: () => command('oxlint') },
  { name: 'format', run: () => command('prettier', '--check', '--log-level', 'warn', '.') },
  {
    name: 'directions',
    run: () => command('depcruise', 'server', 'receiver', 'console', 'scripts'),
  },
  { name: 'dead code', run: () => command('knip') },
  { name: 'house rules', run: () => command('node', '--test', 'server/test/house/*.test.ts') },
  { name: 'generated files', run: generatedFilesAreFresh },
]

const failed = await runAll(steps, 2)
if (failed.length > 0) {
  process.stderr.write(`check failed: ${failed.join(', ')}\n`)
  process.exitCode = 1
}

async function runAll(waiting: readonly Step[], concurrency: number): Promise<readonly string[]> {
  const queue = [...waiting]
  const failures: string[] = []
  const lane = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const startedAtMs = Date.now()
      const { isGood, text } = await step.run()
      const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(1)
      if (!isGood) {
        failures.push(step.name)
        process.stdout.write(`${text.trimEnd()}\n`)
      }
      process.stdout.write(`${isGood ? 'good' : 'BAD '}  ${step.name} (${seconds} s)\n`)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return failures
}

/** Runs a program from node_modules/.bin, which npm puts on the path; never rejects. */
function command(program: string, ...parameters: string[]): Promise<StepResult> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: stepTimeoutMs,
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => {
      resolve({ isGood: false, text: `${program} did not start: ${error.message}. Run npm ci.` })
    })
    child.on('close', (code, signal) => {
      const end = signal === null ? '' : `\n${program} was ended by ${signal}`
      resolve({ isGood: code === 0, text: Buffer.concat(chunks).toString('utf8') + end })
    })
  })
}

/** Generates everything again and compares; what differs is put back and named. */
async function generatedFilesAreFresh(): Promise<StepResult> {
  const before = readGenerated()
  const generation = await command('node', 'scripts/generate.ts')
  if (!generation.isGood) return generation
  const after = readGenerated()
  const stale = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)
  for (const path of stale) {
    const text = before.get(path)
    if (text !== undefined) writeFileSync(path, text)
  }
  if (after.size === 0) return { isGood: false, text: 'scripts/generate.ts wrote no file.' }
  const text = stale.map((path) => `${path} is stale: npm run generate`).join('\n')
  return { isGood: stale.length === 0, text }
}

function readGenerated(): ReadonlyMap<string, string> {
  return new Map(globSync(generatedFiles).map((path) => [path, readFileSync(path, 'utf8')]))
}
