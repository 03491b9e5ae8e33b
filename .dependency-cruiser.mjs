/**
 * The house rules of direction: who may not know whom, and why. `npm run check` runs them, and
 * server/test/house/direction-rules.test.ts plants one violation per rule.
 *
 *   main → api → manage · maintenance → pipeline → ports → domain
 *   main → stores · brokers · dispatchers · dialects · senders · inboxes · mailers · observers · system → ports → domain
 *
 * `main.ts` stands for all that wires: `open-….ts`, the entries of threads (`…-thread.ts`), `cli/`
 * and `demo/` beside it may know everything too, and nothing knows them. The other files there
 * (`config.ts` and what it is made of) are the settings.
 */
const adapters = 'stores|brokers|dispatchers|dialects|senders|inboxes|mailers|observers|system'
const top = 'main[.]|open-[a-z-]+[.]|[a-z-]+-thread[.]'
const wiring = `^server/src/((${top})ts$|(cli|demo)/)`
const settings = `^server/src/(?!${top})[^/]+[.]ts$`
const tests = '([.]test[.]ts$|(^|/)test/)'
// A broken invariant is an assert, wherever it is found; it reads no clock and touches no disk.
const assertion = '^(node:)?assert(/strict)?$'

// A digest is a pure function of its bytes; chance comes through the port, as the linter checks.
const digest = '^(node:)?crypto$'

const inside = (folder) => `^server/src/${folder}/`
const anyOf = (...folders) => `^server/src/(${folders.join('|')})/`
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    rule(
      'no-circle',
      'A circle, of types too, has no top to start reading from.',
      {},
      { circular: true },
    ),
    rule(
      'no-unresolved',
      'An import that resolves to nothing is a wall that nobody checks.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'domain-knows-nothing',
      'Rules must hold without a clock, a disk or a network.',
      { path: inside('domain'), pathNot: tests },
      { pathNot: [inside('domain'), assertion] },
    ),
    rule(
      'ports-know-only-the-domain',
      'A port is written for the pipeline, not for a database.',
      { path: inside('ports'), pathNot: tests },
      { pathNot: anyOf('ports', 'domain') },
    ),
    rule(
      'pipeline-knows-only-ports',
      'The pipeline must run in the simulator unchanged.',
      { path: inside('pipeline'), pathNot: tests },
      { pathNot: [anyOf('pipeline', 'ports', 'domain'), assertion, digest] },
    ),
    rule(
      'the-rest-leans-on-the-pipeline',
      'Managing and housekeeping may start a stage, never the other way round.',
      { path: '^server/src/(manage|maintenance)/', pathNot: tests },
      { pathNot: ['^server/src/($1|pipeline|ports|domain)/', assertion, digest] },
    ),
    rule(
      'adapters-know-only-ports',
      'An adapter may be deleted without another noticing.',
      { path: `^server/src/(${adapters})/`, pathNot: tests },
      { path: '^(server|receiver)/', pathNot: '^server/src/($1|ports|domain)/' },
    ),
    rule(
      'adapters-of-a-kind-do-not-meet',
      'The tenth dialect must not break when the first is deleted.',
      {
        path: '^server/src/(brokers|dispatchers|dialects|senders|inboxes|mailers)/([^/]+)/',
        pathNot: tests,
      },
      { path: '^server/src/$1/[^/]+/', pathNot: '^server/src/$1/$2/' },
    ),
    rule(
      'databases-do-not-meet',
      'What two databases share is in stores/sql; neither knows the other, nor who copies between.',
      { path: '^server/src/stores/(sqlite|postgres)/', pathNot: tests },
      { path: '^server/src/stores/(sqlite|postgres|copy)/', pathNot: '^server/src/stores/$1/' },
    ),
    rule(
      'only-the-command-copies',
      'A running service must not be able to copy its store.',
      { path: '^server/src/', pathNot: [inside('stores/copy'), inside('cli'), tests] },
      { path: inside('stores/copy') },
    ),
    rule(
      'only-main-wires',
      'One place knows which adapters exist.',
      { path: '^server/src/', pathNot: [`^server/src/(${adapters})/`, wiring, tests] },
      { path: `^server/src/(${adapters})/` },
    ),
    rule(
      'wiring-is-the-top',
      'What wires everything is needed by nothing, or there is no top.',
      { path: '^(server|receiver)/', pathNot: [wiring, tests] },
      { path: wiring },
    ),
    rule(
      'settings-enter-at-the-top',
      'A setting reaches a module as a value that main.ts hands in, so nothing reads it by itself.',
      { path: '^server/src/', pathNot: [wiring, settings, tests] },
      { path: settings },
    ),
    rule(
      'settings-know-only-the-domain',
      'Settings are parsed before anything is opened.',
      { path: settings, pathNot: tests },
      { path: '^(server|receiver)/', pathNot: [inside('domain'), settings] },
    ),
    rule(
      'api-writes-through-use-cases',
      'A route that writes a store by itself is a rule written twice.',
      { path: inside('api'), pathNot: tests },
      { path: inside('ports'), pathNot: '/ports/(ports|history)[.]ts$' },
    ),
    rule(
      'use-cases-do-not-know-the-door',
      'What happens must not depend on how it was asked for.',
      { path: '^server/src/', pathNot: [inside('api'), wiring, tests] },
      { path: inside('api') },
    ),
    rule(
      'ships-without-test-tools',
      'The service starts with the dependencies of production alone.',
      { path: '^(server|receiver)/src/', pathNot: tests },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'receiver-stands-alone',
      'It ships to strangers: no dependency, nothing of the server.',
      { path: '^receiver/src/', pathNot: tests },
      { pathNot: ['^receiver/src/', '^(node:)?(crypto|buffer)$'] },
    ),
    rule(
      'receiver-meets-the-server-at-files',
      'The vectors are the border; a shared function would prove nothing.',
      { path: '^receiver/' },
      { path: '^(server|console)/' },
    ),
    rule(
      'console-sees-only-the-contract',
      'The console is a client like any other.',
      { path: '^console/' },
      { path: '^(server|receiver)/' },
    ),
    rule(
      'tests-are-leaves',
      'Nothing that ships depends on a test.',
      { pathNot: [tests, '(^|/)bench/'] },
      { path: tests, pathNot: 'node_modules' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^receiver/dist/', '^console/dist', '^data/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
    },
  },
}
