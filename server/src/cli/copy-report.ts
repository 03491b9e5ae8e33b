/** What a copy compared, as a table for people: rows, books, and tenants by state. */
import type { ComparedCount } from '../stores/copy/compare-counts.ts'
import type { CopyReport } from '../stores/copy/copy-store.ts'

/** Tenants that are shown although they are equal; those that differ are all shown. */
const tenantsShownMax = 20
const nameWidth = 34
const countWidth = 14

export function reportText({ tables, books }: CopyReport): string {
  const rows = tables.map(({ name, sourceCount, targetCount, differingPages }) =>
    line(name, { source: sourceCount, target: targetCount, isSame: differingPages === 0 }),
  )
  const notes = books.isSourceBalanced
    ? []
    : ['(the counters of the file do not say what its rows do, and did not before)']
  return [
    heading('rows'),
    ...rows,
    '',
    heading('the ledger, recounted'),
    ...books.recount.map(countLine),
    '',
    heading('the ledger, as kept'),
    ...notes,
    ...books.ledger.map(countLine),
    '',
    heading('tenants'),
    ...tenantLines(books.tenants),
    '',
  ].join('\n')
}

function tenantLines(tenants: CopyReport['books']['tenants']): readonly string[] {
  const differs = tenants.map(({ counts }) => counts.some((one) => one.source !== one.target))
  const shown = tenants.filter((_, index) => index < tenantsShownMax || differs[index])
  const leftCount = tenants.length - shown.length
  return [
    ...shown.flatMap(({ tenantId, counts }) =>
      counts.map((one) => countLine({ ...one, name: `${tenantId} ${one.name}` })),
    ),
    ...(leftCount === 0 ? [] : [`… and ${leftCount} more, all equal`]),
  ]
}

const countLine = ({ name, source, target }: ComparedCount): string =>
  line(name === 'unaccountedCount' ? 'unaccounted' : name, { source, target, isSame: true })

function line(
  name: string,
  { source, target, isSame }: { source: number; target: number; isSame: boolean },
): string {
  const numbers = [source, target].map((count) => count.toLocaleString('en').padStart(countWidth))
  const verdict = source === target && isSame ? 'equal' : 'DIFFERENT'
  return `${name.padEnd(nameWidth)}${numbers.join('')}  ${verdict}`
}

const heading = (name: string): string =>
  `${name.padEnd(nameWidth)}${'source'.padStart(countWidth)}${'target'.padStart(countWidth)}`
