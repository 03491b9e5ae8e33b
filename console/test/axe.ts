/** Asks axe about a page: 0 violations of WCAG 2.2 A and AA and of its best practices. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

export async function assertAccessible(page: Page, name: string): Promise<void> {
  // Not as a script of the page: the policy lets none in.
  await page.evaluate(source)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Violation[] }> }
    }
    return (await axe.run()).violations
  })
  const text = violations
    .flatMap(({ id, help, nodes }) => [
      `${id}: ${help}`,
      ...nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ''}`),
    ])
    .join('\n')
  assert.equal(violations.length, 0, `${name}:\n${text}`)
}
