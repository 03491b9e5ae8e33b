import { operation } from '../../operation.ts'
import { overviewOfAll } from '../overview.ts'
import { overviewExample, OverviewView } from '../overview-schemas.ts'

export const getOverviewOperation = operation({
  id: 'getOverview',
  method: 'GET',
  path: '/v1/overview',
  allow: ['operator'],
  tag: 'Live',
  summary: 'How things stand: the last hour by the minute, what waits, what fails, the store.',
  description:
    'The figures of minutes are counted in memory since the process began; of several nodes each counts what it does itself. `p50_ms` and the like are how long attempts took, to within a fifth. `ledger`, `failing` and `open_alerts` are of all nodes.',
  problems: ['history-busy'],
  responses: {
    200: { description: 'How things stand', schema: OverviewView, example: overviewExample },
  },

  async handle({ context }) {
    return { status: 200, body: await overviewOfAll(context) }
  },
})
