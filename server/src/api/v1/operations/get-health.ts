import { Type } from 'typebox'
import { operation } from '../../operation.ts'

export const getHealthOperation = operation({
  id: 'getHealth',
  method: 'GET',
  path: '/healthz',
  allow: 'anyone',
  tag: 'Operation',
  summary: 'Whether the process lives.',
  responses: {
    200: {
      description: 'It does',
      schema: Type.Object({ status: Type.Literal('ok') }),
      example: { status: 'ok' },
    },
  },

  handle: () => ({ status: 200, body: { status: 'ok' } }),
})
