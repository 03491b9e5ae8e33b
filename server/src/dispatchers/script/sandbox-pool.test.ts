import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { openScripts, textOf } from '../../../test/world/script-world.ts'

const fragile = fileURLToPath(import.meta.resolve('../../../test/world/fragile-sandbox.ts'))
const names = ['exit', 'leave', 'broken', 'hang', 'costly', 'good']
const sources = Object.fromEntries(names.map((name) => [name, name]))
/** No interrupt of the engine reaches it. */
const endless = 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'

test('a script that ends the process around it is a failed attempt, and others run', async (t) => {
  const world = openScripts(t, sources, { program: fragile })
  assert.match(textOf(await world.run('exit')), /^script-failed: .*ended the sandbox/)
  const hung = await world.send('hang', { timeoutMs: 200 })
  assert.match(textOf(hung), /^script-timeout: .*more than 200 ms/)
  assert.equal(textOf(await world.run('good', {}, 8)), 'good')
})

test('a sandbox that ends before it begins a script blames no script, and the next one runs', async (t) => {
  const world = openScripts(t, sources, { program: fragile })
  await assert.rejects(world.run('leave'), {
    name: 'NoConnection',
    message: /began no script.*code 3.*planted complaint/s,
  })
  assert.equal(textOf(await world.run('good')), 'good')
})

test('an engine that cannot be set up blames no script, and its process is replaced', async (t) => {
  const world = openScripts(t, sources, { program: fragile })
  const broken = { name: 'NoConnection', message: /no engine/ }
  await assert.rejects(world.run('broken'), broken)
  assert.equal(textOf(await world.run('good')), 'good')
})

test('while no sandbox comes up nothing runs, no script is blamed, and the fault says why', async (t) => {
  const program = fileURLToPath(new URL('no-such-sandbox.ts', import.meta.url))
  const world = openScripts(t, sources, { program, waitMsMax: 2_000 })
  await assert.rejects(world.run('good'), {
    name: 'NoConnection',
    message: /within 2000 ms;.*code 1.*Cannot find module.*no-such-sandbox/s,
  })
})

test('a test gives up long before a delivery does where no sandbox comes free', async (t) => {
  const options = { program: fragile, processesMax: 1, testWaitMsMax: 50 }
  const world = openScripts(t, sources, options)
  await world.run('good')
  const hanging = world.send('hang', { timeoutMs: 2_000 })
  const waiting = world.run('good', {}, 8)
  const asked = world.send('good', { isolation: 9, isTest: true })
  await assert.rejects(asked, { name: 'NoConnection', message: /within 50 ms/ })
  await hanging
  assert.equal(textOf(await waiting), 'good')
})

test('tenants whose runs have to be killed share one process and wait as long as they ran', async (t) => {
  const world = openScripts(t, sources, { program: fragile })
  const hang = async (isolation: number) => {
    await world.send('hang', { isolation, timeoutMs: 400 })
    return performance.now()
  }
  const first = await Promise.all([hang(1), hang(2)])
  let isOver = false
  const both = Promise.all([hang(1), hang(2)]).finally(() => (isOver = true))
  while (!isOver) assert.equal(textOf(await world.run('good', {}, 3)), 'good')
  const [early = 0, late = 0] = (await both).toSorted((a, b) => a - b)
  assert.ok(early - Math.min(...first) > 780, 'held for 400 ms, then run for as long')
  assert.ok(late - early > 380, 'one after the other')
})

test('tenants whose runs end short of a kill, but use far more than they may, share one process too', async (t) => {
  const world = openScripts(t, sources, { program: fragile })
  await Promise.all([1, 2].map((isolation) => world.run('costly', {}, isolation)))
  const hanging = [1, 2].map(async (isolation) => {
    await world.send('hang', { isolation, timeoutMs: 400 })
    return performance.now()
  })
  assert.equal(textOf(await world.run('good', {}, 3)), 'good')
  const [one = 0, other = 0] = await Promise.all(hanging)
  assert.ok(Math.abs(one - other) > 380, 'one after the other')
})

test('while two tenants loop in what nothing interrupts, a third one is served at once', async (t) => {
  const world = openScripts(t, { endless, good: 'log("hi")' })
  let isOver = false
  let servedInARow = 0
  const loop = async (isolation: number) => {
    while (!isOver) {
      const reply = await world.send('endless', { isolation, timeoutMs: 1_000 })
      assert.match(textOf(reply), /^script-timeout: .*more than 1000 ms/)
      servedInARow = 0
    }
  }
  // Nobody knows of them yet, so each may have a process once.
  await Promise.all([1, 2].map((isolation) => world.send('endless', { isolation, timeoutMs: 500 })))
  const looping = Promise.all([loop(1), loop(2)])
  let servedInARowMost = 0
  for (let count = 0; count < 20; count += 1) {
    assert.equal(textOf(await world.run('good', {}, 3)), 'hi')
    servedInARow += 1
    servedInARowMost = Math.max(servedInARowMost, servedInARow)
  }
  isOver = true
  await looping
  assert.ok(servedInARowMost >= 4, `only ${servedInARowMost} went past those that loop`)
})

test('closed, what runs and what waits is ended at once; a test is told, and nobody is blamed', async (t) => {
  const world = openScripts(t, sources, { program: fragile, processesMax: 1 })
  await world.run('good')
  const outcomes: string[] = []
  const note = (name: string, isTest: boolean, isolation: number) => {
    const end = world.send(name, { isTest, isolation })
    const ending = end.then(textOf, (error: Error) => error.name)
    return ending.then((outcome) => outcomes.push(`${name}: ${outcome}`))
  }
  const tests = [note('hang', true, 1), note('good', true, 2)]
  void note('good', false, 3)
  void note('hang', false, 4)
  await new Promise(setImmediate)
  await world.dispatcher.close()
  await Promise.all(tests)
  assert.deepEqual(outcomes.toSorted(), ['good: NoConnection', 'hang: NoConnection'])
  await assert.rejects(world.run('good'), /closed/)
})
