/**
 * `npm run rig:filters [-- --seconds 3]`: how many times a second can one core ask a filter about an
 * event? A small filter, a large one, one that goes through a list, one that finds a text; and, for
 * comparison, the small one with the reading of the data, which an event costs once whoever asks.
 * The small one has to do half a million. Report in docs/proof. Bounded by five times the seconds.
 */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readOnce } from '../../src/domain/event-data.ts'
import { compiledFilter, type FilterSource, matches } from '../../src/domain/event-filter.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, report: { type: 'string' } },
})
const eachMs = Number(values.seconds) * 1_000
const perSecondMin = 500_000
const askedAtOnce = 1_000

const small = { 'data.country': { in: ['NO', 'SE'] }, 'data.amount': { gte: 100 } }
const large = {
  any: Array.from({ length: 24 }, (_, index) => ({
    'data.customer.id': { eq: index },
    'data.tags': { contains: `tag-${index}` },
    'data.status': { ne: 'draft' },
  })),
}
const filters: Readonly<Record<string, FilterSource>> = {
  'two operators': small,
  'seventy-three operators, none of which holds': large,
  'an element of a list of twenty': { 'data.lines.*.sku': { eq: 'sku-19' } },
  'a part of a text of 500 characters': { 'data.text': { contains: 'needle' } },
}

const documents = Array.from({ length: 64 }, (_, index) =>
  Buffer.from(
    JSON.stringify({
      country: ['NO', 'SE', 'DK', 'FI'][index % 4],
      amount: (index * 37) % 300,
      status: 'placed',
      customer: { id: 1_000 + index, name: `Customer ${index}` },
      tags: ['new', 'rush', `tag-${100 + index}`],
      lines: Array.from({ length: 20 }, (__, line) => ({ sku: `sku-${line}`, count: line })),
      text: 'haystack '.repeat(56),
    }),
  ),
)
const data = documents.map((bytes) => readOnce(bytes)())

const report = {
  node: process.version,
  loadBefore: loadavg().map((load) => Math.round(load * 100) / 100),
  documentBytes: documents[0]?.length,
  secondsEach: Number(values.seconds),
  perSecond: Object.fromEntries(
    Object.entries(filters).map(([name, source]) => {
      const filter = compiledFilter(source)
      return [name, perSecond((at) => matches(filter, data[at % data.length]))]
    }),
  ),
  perSecondWithReading: readingToo(),
  perSecondMin,
}
const text = `${JSON.stringify(report, null, 2)}\n`
process.stdout.write(text)
const place = join(import.meta.dirname, '..', '..', '..', 'docs', 'proof', 'filters.json')
writeFileSync(values.report ?? place, text)
process.exitCode = (report.perSecond['two operators'] ?? 0) >= perSecondMin ? 0 : 1

function readingToo(): number {
  const filter = compiledFilter(small)
  return perSecond((at) => matches(filter, readOnce(documents[at % documents.length]!)()))
}

function perSecond(ask: (at: number) => boolean): number {
  let count = 0
  let wantedCount = 0
  const startedAtMs = performance.now()
  let nowMs = startedAtMs
  while (nowMs - startedAtMs < eachMs) {
    for (let at = 0; at < askedAtOnce; at += 1) if (ask(at)) wantedCount += 1
    count += askedAtOnce
    nowMs = performance.now()
  }
  // What nobody looks at might not be done at all.
  if (wantedCount > count) throw new Error('more were wanted than asked about')
  return Math.round(count / ((nowMs - startedAtMs) / 1_000))
}
