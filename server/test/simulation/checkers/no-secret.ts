/** No signing secret and no custom header's value stands in any fact or line of the log. */
import { pino } from 'pino'
import { createLogObserver } from '../../../src/observers/log-observer.ts'
import { plantedMarks } from '../planted-secrets.ts'
import type { Stage } from '../stage.ts'
import { broken, type Checker } from './checker.ts'

const guarantee = 'no-secret'

export function noSecret(stage: Stage): Checker {
  const log = createLogObserver(
    pino({ level: 'trace' }, { write: (line: string) => judge(line, 'a line of the log') }),
  )
  return {
    guarantee,
    see(happening, line) {
      if (happening.kind !== 'fact') return
      judge(line, `a fact "${happening.fact.kind}"`)
      if (stage.scenario.isLogged) log.observe(happening.fact)
    },
  }
}

function judge(text: string, where: string): void {
  for (const mark of plantedMarks) {
    if (text.includes(mark)) broken(guarantee, `${where} tells a secret`)
  }
}
