/** Filters against a second, plain account of what they mean, over a million documents. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledFilter, matches } from '../../src/domain/event-filter.ts'
import { filterVerdict } from '../../src/domain/filter-verdict.ts'
import { naivelyMatches } from './naive-filter.ts'
import { drawFrom, randomDocument, randomFilter } from './random-filters.ts'

const documentCount = 1_000_000
const filterCount = 2_000

test('a filter judges a million random documents as its plain account does', () => {
  const draw = drawFrom(20_261_124)
  const filters = Array.from({ length: filterCount }, () => {
    const source = randomFilter(draw)
    return { source, filter: compiledFilter(source) }
  })
  let wantedCount = 0
  for (let at = 0; at < documentCount; at += 1) {
    const document = randomDocument(draw)
    const { source, filter } = filters[at % filterCount]!
    const isWanted = matches(filter, document)
    if (isWanted) wantedCount += 1
    if (isWanted !== naivelyMatches(source, document)) {
      assert.fail(`${isWanted}: ${JSON.stringify(source)} of ${JSON.stringify(document)}`)
    }
  }
  // Documents that all are wanted, or none, would prove nothing.
  assert.ok(wantedCount > documentCount / 5 && wantedCount < (documentCount * 4) / 5)
})

test('there is a reason for what is not wanted, and none for what is', () => {
  const draw = drawFrom(7)
  for (let at = 0; at < 20_000; at += 1) {
    const filter = compiledFilter(randomFilter(draw))
    const document = randomDocument(draw)
    const { isWanted, detail } = filterVerdict(filter, document)
    assert.equal(isWanted, matches(filter, document))
    assert.equal(detail === 'Its filter wants the data.', isWanted)
    assert.doesNotMatch(detail, /undefined|has to fit|\[object/)
  }
})
