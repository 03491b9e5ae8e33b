/**
 * Ends a script early when an old Node would run it: the program is TypeScript run from source.
 *
 * npm puts `node_modules/.bin` first on the path of its scripts, so there `node` is the one that
 * npm installed. Plain JavaScript, because the old Node has to be able to read this file.
 */
const nodeMajorMin = 24

if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) {
  process.stderr.write(
    `Node ${process.versions.node} runs this script, but ${nodeMajorMin} or newer is needed.\n` +
      'Run "npm ci" first: it installs the right one into node_modules/.bin. If it is there and\n' +
      'this message stays, npm has no Node package for this platform: install Node 26 yourself.\n',
  )
  process.exit(1)
}
