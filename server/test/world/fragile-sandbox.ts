/** A sandbox process that does what its script is called: answers, ends, or never answers. */
process.on('disconnect', () => process.exit())
process.on('message', ({ source }: { readonly source: string }) => {
  if (source === 'exit') process.exit(1)
  if (source === 'good') process.send?.({ kind: 'returned', log: 'good', fault: '' })
})
process.send?.('serving')
