/**
 * A sandbox process that does what its script is called: answers, ends before or after it has begun,
 * finds its engine broken, takes
 * much of the processor, or never answers.
 */
process.on('disconnect', () => process.exit())
process.on('message', ({ source }: { readonly source: string }) => {
  if (source === 'leave') {
    process.stderr.write('planted complaint\n')
    process.exit(3)
  }
  process.send?.('begun')
  if (source === 'exit') process.exit(1)
  if (source === 'broken') process.send?.({ kind: 'broken', fault: 'no engine' })
  const good = { kind: 'returned', log: 'good', fault: '', processorMs: 1 }
  if (source === 'good') process.send?.(good)
  if (source === 'costly') process.send?.({ ...good, processorMs: 900 })
})
process.send?.('serving')
