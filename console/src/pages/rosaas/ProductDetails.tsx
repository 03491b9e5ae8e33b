import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { ValidationChoice } from './OpenProduct.tsx'
import { type Product, useProductChanged } from './product-data.ts'
import { productTexts } from './texts.ts'

export function ProductDetails(props: { readonly tenantId: string; readonly product: Product }) {
  const { tenantId, product } = props
  const t = useTexts(productTexts)
  const may = mayManage(useSession())
  const changed = useProductChanged(tenantId)
  const [name, setName] = useState(product.name)
  const [validation, setValidation] = useState(product.validation)
  const save = useMutation({
    mutationFn: () =>
      call(
        client.PATCH('/v1/tenants/{tenantId}/products/{productId}', {
          params: { path: { tenantId, productId: product.product_id } },
          body: { name: name.trim(), validation },
        }),
      ),
    onSuccess: async () => {
      toast('good', t('saved'))
      await changed()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  const isSame = name.trim() === product.name && validation === product.validation
  return (
    <Stack>
      <Section title={t('about')}>
        <Facts
          rows={[
            [
              t('productId'),
              <span key="id">
                <span className="mono">{product.product_id}</span>{' '}
                <CopyButton text={product.product_id} />
              </span>,
            ],
            [t('tenant'), tenantId],
            [t('made'), <Time key="made" at={product.created_at} show="full" />],
          ]}
        />
      </Section>
      <Section title={t('settings')}>
        <form onSubmit={submit}>
          <Stack maw={560}>
            <TextInput
              label={t('productName')}
              value={name}
              maxLength={200}
              required
              disabled={!may}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ValidationChoice value={validation} onChange={setValidation} isDisabled={!may} />
            {save.error !== null && <FormFault>{save.error.message}</FormFault>}
            {may && (
              <Group>
                <Button type="submit" loading={save.isPending} disabled={isSame}>
                  {t('save')}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      </Section>
    </Stack>
  )
}
