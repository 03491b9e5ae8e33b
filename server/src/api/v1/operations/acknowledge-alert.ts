import { isAlertId } from '../../../domain/alert.ts'
import { acknowledgeAlert } from '../../../manage/acknowledge-alert.ts'
import { tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { alertExample, AlertView } from '../alert-view.ts'
import { seenAlerts } from '../seen-alert.ts'

export const acknowledgeAlertOperation = tenantOperation({
  id: 'acknowledgeAlert',
  method: 'POST',
  path: '/v1/tenants/:tenantId/alerts/:alertId/acknowledge',
  allow: ['operator', 'tenant:manage'],
  tag: 'Alerts',
  summary: 'Note that somebody has seen an alert; of several times the first counts.',
  description: 'It changes nothing else: mails that wait are sent all the same.',
  problems: ['alert-unknown'],
  responses: {
    200: {
      description: 'The alert',
      schema: AlertView,
      example: { ...alertExample, acknowledged_at: '2026-11-21T10:05:00.000Z' },
    },
  },

  async handle(request) {
    const { tenant, params, context } = request
    if (!isAlertId(params.alertId)) return problem('alert-unknown')
    const target = { tenantKey: tenant.key, id: params.alertId }
    const found = await context.ports.store.alerts.find(target.tenantKey, target.id)
    if (found === null) return problem('alert-unknown')
    if ((await seenAlerts([found], request)).length === 0) return problem('alert-unknown')
    const alert = await acknowledgeAlert(target, context)
    const [view] = alert === null ? [] : await seenAlerts([alert], request)
    return view === undefined ? problem('alert-unknown') : { status: 200, body: view }
  },
})
