import { Type } from 'typebox'
import { operation } from '../../operation.ts'
import type { ProblemText } from '../../problem-text.ts'
import { problem, problemTexts } from '../../problems.ts'

export const getProblemOperation = operation({
  id: 'getProblem',
  method: 'GET',
  path: '/v1/problems/:code',
  allow: 'anyone',
  tag: 'Operation',
  summary: 'What a problem means: where the `type` of every problem points to.',
  problems: ['problem-unknown'],
  responses: {
    200: {
      description: 'The problem',
      schema: Type.Object({
        code: Type.String(),
        status: Type.Integer(),
        title: Type.String(),
        detail: Type.String(),
      }),
      example: { code: 'event-unknown', ...problemTexts['event-unknown'] },
    },
  },

  handle({ params }) {
    const texts = new Map<string, ProblemText>(Object.entries(problemTexts))
    const text = texts.get(params.code)
    return text === undefined
      ? problem('problem-unknown')
      : { status: 200, body: { code: params.code, ...text } }
  },
})
