import { operation } from '../../operation.ts'

export const getMetricsOperation = operation({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  allow: ['operator'],
  tag: 'Operation',
  summary: 'Metrics in the text format of Prometheus.',
  responses: {
    200: {
      description: 'The metrics',
      contentType: 'text/plain',
      example: 'posthorn_events_accepted_total 1024\n',
    },
  },

  async handle({ context }) {
    const { contentType, text } = await context.metrics()
    return { status: 200, headers: { 'content-type': contentType }, body: text }
  },
})
