/** Partners: made by the operator, read by themselves. */
import assert from 'node:assert/strict'
import { isMailAddress } from '../../../domain/mail-address.ts'
import { partnerIdOf } from '../../../domain/partner.ts'
import { findPartner } from '../../../manage/apps/app-records.ts'
import { changePartner, createPartner } from '../../../manage/apps/create-partner.ts'
import { operation, partnerOperation } from '../../operation.ts'
import { problem, type Problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { listed } from '../listed.ts'
import { PageQuery } from '../schemas.ts'
import { pageOf } from '../view-schemas.ts'
import { PartnerBody, PartnerChangeBody } from './app-schemas.ts'
import { partnerExample, PartnerView } from './app-view-schemas.ts'
import { partnerView } from './app-views.ts'

const tag = 'Partners'

const createPartnerOperation = operation({
  id: 'createPartner',
  method: 'POST',
  path: '/v1/partners',
  allow: ['operator'],
  tag,
  summary: 'Make a partner, the account that owns apps.',
  body: {
    kind: 'json',
    schema: PartnerBody,
    example: { id: 'acme', name: 'Acme Apps', technical_contact: 'tech@acme.example' },
  },
  problems: ['partner-taken'],
  responses: { 201: { description: 'Made', schema: PartnerView, example: partnerExample } },

  async handle({ body, context }) {
    const technicalContact = body.technical_contact ?? null
    if (!isContact(technicalContact)) return contactProblem
    const result = await createPartner({ id: body.id, name: body.name, technicalContact }, context)
    if (result.kind === 'created') return { status: 201, body: partnerView(result.partner) }
    return problem('partner-taken')
  },
})

const listPartnersOperation = operation({
  id: 'listPartners',
  method: 'GET',
  path: '/v1/partners',
  allow: ['operator'],
  tag,
  summary: 'List the partners by id.',
  query: PageQuery,
  problems: ['cursor-invalid'],
  responses: {
    200: {
      description: 'A page of partners',
      schema: pageOf(PartnerView),
      example: pageExample(partnerExample),
    },
  },

  async handle({ query, context }) {
    const { tenants } = context.ports.store
    return listed({ query, list: 'partners', whose: 'all', view: partnerView }, async (page) => {
      const accounts = await tenants.listTenants({ kind: 'partner', ...page })
      return Promise.all(
        accounts.map(async ({ id }) => {
          const value = await findPartner(partnerIdOf(id) ?? '', context.ports)
          assert.ok(value !== null, 'an account of a partner is a partner')
          return { id, value }
        }),
      )
    })
  },
})

const getPartnerOperation = partnerOperation({
  id: 'getPartner',
  method: 'GET',
  path: '/v1/partners/:partnerId',
  allow: ['operator', 'partner:read'],
  tag,
  summary: 'Read one partner.',
  responses: { 200: { description: 'The partner', schema: PartnerView, example: partnerExample } },

  async handle({ params, context }) {
    const partner = await findPartner(params.partnerId, context.ports)
    return partner === null
      ? problem('partner-unknown')
      : { status: 200, body: partnerView(partner) }
  },
})

const changePartnerOperation = partnerOperation({
  id: 'changePartner',
  method: 'PATCH',
  path: '/v1/partners/:partnerId',
  allow: ['operator', 'partner:manage'],
  tag,
  summary: 'Say who is told of trouble with apps that name nobody.',
  body: {
    kind: 'json',
    schema: PartnerChangeBody,
    example: { technical_contact: 'tech@acme.example' },
  },
  responses: { 200: { description: 'Changed', schema: PartnerView, example: partnerExample } },

  async handle({ params, body, context }) {
    const technicalContact = body.technical_contact
    if (!isContact(technicalContact)) return contactProblem
    const partner = await changePartner({ id: params.partnerId, technicalContact }, context)
    return partner === null
      ? problem('partner-unknown')
      : { status: 200, body: partnerView(partner) }
  },
})

const isContact = (text: string | null): boolean => text === null || isMailAddress(text)
const contactProblem: Problem = problem('body-invalid', {
  errors: [{ pointer: '/technical_contact', detail: 'is not one mail address' }],
})

export const partnerOperations = [
  createPartnerOperation,
  listPartnersOperation,
  getPartnerOperation,
  changePartnerOperation,
] as const
