import { Type } from 'typebox'
import { operation } from '../../operation.ts'
import { problem } from '../../problems.ts'

export const getReadinessOperation = operation({
  id: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  allow: 'anyone',
  tag: 'Operation',
  summary: 'Whether events can be handed in now.',
  problems: ['not-ready'],
  responses: {
    200: {
      description: 'They can',
      schema: Type.Object({ status: Type.Literal('ready') }),
      example: { status: 'ready' },
    },
  },

  handle({ context }) {
    const isReady =
      context.ports.store.upkeep.state().isWritable && !context.pipeline.state().isStopping
    return isReady
      ? { status: 200, body: { status: 'ready' } }
      : problem('not-ready', { headers: { 'retry-after': '1' } })
  },
})
