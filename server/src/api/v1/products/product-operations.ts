/** Products: the RoSaaS face of a tenant, opened by the operator. */
import type { Product } from '../../../domain/product.ts'
import { changeProduct, openProduct } from '../../../manage/products/open-product.ts'
import { findProduct } from '../../../manage/products/product-records.ts'
import type { ApiContext } from '../../context.ts'
import { type PathTenant, tenantOperation } from '../../operation.ts'
import { problem } from '../../problems.ts'
import { pageExample } from '../examples.ts'
import { pageOf } from '../view-schemas.ts'
import {
  ProductBody,
  ProductChangeBody,
  productExample,
  productView,
  ProductView,
} from './product-schemas.ts'

const tag = 'Products'

const openProductOperation = tenantOperation({
  id: 'openProduct',
  method: 'POST',
  path: '/v1/tenants/:tenantId/products',
  allow: ['operator'],
  tag,
  summary: "Make the tenant a product of RoSaaS, with that system's API and events.",
  description:
    'A tenant is one product at most, and stays it. From then on it takes events of the RoSaaS catalogue alone.',
  body: { kind: 'json', schema: ProductBody, example: { name: 'Acme CRM', validation: 'strict' } },
  problems: ['product-taken', 'disk-full'],
  responses: { 201: { description: 'Opened', schema: ProductView, example: productExample } },

  async handle({ tenant, body, context }) {
    const { name, validation = 'strict' } = body
    const request = { tenantKey: tenant.key, tenantId: tenant.id, name, validation }
    const product = await openProduct(request, context)
    if (product === null) return problem('product-taken')
    context.tenantProducts.note(tenant.key, product)
    return { status: 201, body: productView(product) }
  },
})

const listProductsOperation = tenantOperation({
  id: 'listProducts',
  method: 'GET',
  path: '/v1/tenants/:tenantId/products',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'The product that the tenant is, or none.',
  responses: {
    200: {
      description: 'None or one',
      schema: pageOf(ProductView),
      example: pageExample(productExample),
    },
  },

  async handle({ tenant, context }) {
    const product = await findProduct(tenant.key, context.ports)
    const data = product === null ? [] : [productView(product)]
    return { status: 200, body: { data, next_cursor: null } }
  },
})

const getProductOperation = tenantOperation({
  id: 'getProduct',
  method: 'GET',
  path: '/v1/tenants/:tenantId/products/:productId',
  allow: ['operator', 'tenant:read'],
  tag,
  summary: 'Read a product.',
  problems: ['product-unknown'],
  responses: { 200: { description: 'The product', schema: ProductView, example: productExample } },

  async handle(request) {
    const product = await named(request)
    return product === null
      ? problem('product-unknown')
      : { status: 200, body: productView(product) }
  },
})

const changeProductOperation = tenantOperation({
  id: 'changeProduct',
  method: 'PATCH',
  path: '/v1/tenants/:tenantId/products/:productId',
  allow: ['operator', 'tenant:manage'],
  tag,
  summary: 'Change the name of a product, or what happens to events with faults.',
  body: { kind: 'json', schema: ProductChangeBody, example: { validation: 'warn' } },
  problems: ['product-unknown', 'disk-full'],
  responses: { 200: { description: 'Changed', schema: ProductView, example: productExample } },

  async handle(request) {
    const { tenant, body, context } = request
    if ((await named(request)) === null) return problem('product-unknown')
    const product = await changeProduct({ tenantKey: tenant.key, ...body }, context)
    if (product === null) return problem('product-unknown')
    context.tenantProducts.note(tenant.key, product)
    return { status: 200, body: productView(product) }
  },
})

export const productOperations = [
  openProductOperation,
  listProductsOperation,
  getProductOperation,
  changeProductOperation,
] as const

/** The product of the path; null where it is not the tenant's. */
async function named(request: {
  readonly tenant: PathTenant
  readonly params: { readonly productId: string }
  readonly context: ApiContext
}): Promise<Product | null> {
  const product = await findProduct(request.tenant.key, request.context.ports)
  return product?.id === request.params.productId.toLowerCase() ? product : null
}
