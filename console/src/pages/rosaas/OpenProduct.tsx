/** What a product is, and how the operator makes the tenant one. */
import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { call, client } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { useTexts } from '../../text/texts.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { FormFault } from '../../ui/FormFault.tsx'
import { Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { type Product, useProductChanged } from './product-data.ts'
import { productTexts } from './texts.ts'

export function OpenProduct({ tenantId }: { readonly tenantId: string }) {
  const t = useTexts(productTexts)
  const isOperator = useSession().role === 'operator'
  const changed = useProductChanged(tenantId)
  const [name, setName] = useState('')
  const [validation, setValidation] = useState<Product['validation']>('strict')
  const [isAsking, setAsking] = useState(false)
  const open = useMutation({
    mutationFn: () =>
      call(
        client.POST('/v1/tenants/{tenantId}/products', {
          params: { path: { tenantId } },
          body: { name: name.trim(), validation },
        }),
      ),
    onSuccess: async () => {
      toast('good', t('opened'))
      await changed()
    },
    onSettled: () => setAsking(false),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsking(true)
  }
  return (
    <Section title={t('notYet')}>
      <Stack maw={640}>
        <Text>{t('notYetText')}</Text>
        <Text c="dimmed" size="sm">
          {t(isOperator ? 'notYetFinal' : 'askOperator')}
        </Text>
        {isOperator && (
          <form onSubmit={submit}>
            <Stack>
              <TextInput
                label={t('productName')}
                value={name}
                maxLength={200}
                required
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <ValidationChoice value={validation} onChange={setValidation} isDisabled={false} />
              {open.error !== null && <FormFault>{open.error.message}</FormFault>}
              <Group>
                <Button type="submit">{t('openAsProduct')}</Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('openTitle', { tenant: tenantId })}
        action={t('openAsProduct')}
        isBusy={open.isPending}
        onConfirm={() => open.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t('notYetFinal')}
      </ConfirmDialog>
    </Section>
  )
}

export function ValidationChoice(props: {
  readonly value: Product['validation']
  readonly onChange: (value: Product['validation']) => void
  readonly isDisabled: boolean
}) {
  const t = useTexts(productTexts)
  return (
    <Radio.Group label={t('validation')} value={props.value} onChange={props.onChange}>
      <Stack gap="xs" mt="xs">
        {(['strict', 'warn'] as const).map((value) => (
          <Radio
            key={value}
            value={value}
            disabled={props.isDisabled}
            label={t(`validation-${value}`)}
            description={t(`validation-${value}-text`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
