/** The filter of a replay and its rate, as a form. */
import {
  Checkbox,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { useAccount } from '../../api/account.ts'
import { useSubscriptionNames } from '../../api/subscription-names.ts'
import { useTexts } from '../../text/texts.ts'
import { deliveryStates, isDeliveryState } from '../deliveries/delivery-filters.ts'
import { deliveryTexts } from '../deliveries/texts.ts'
import type { ReplayDraft } from './replay-draft.ts'
import { replayTexts } from './texts.ts'

const rateMax = 1_000
/** Hints stand below, so that fields beside each other stand in line. */
const belowInput: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

export function ReplayFields(props: {
  readonly draft: ReplayDraft
  readonly onChange: (change: Partial<ReplayDraft>) => void
  /** Null: nothing has been asked yet. */
  readonly faults: { readonly since: boolean; readonly until: boolean } | null
}) {
  const { draft, onChange, faults } = props
  const t = useTexts(replayTexts)
  const states = useTexts(deliveryTexts)
  const { all } = useSubscriptionNames(useAccount())
  const time = (name: 'since' | 'until') => (
    <TextInput
      label={t(name)}
      description={t('timeHint')}
      inputWrapperOrder={belowInput}
      dir="ltr"
      value={draft[name]}
      error={faults?.[name] === true ? t('timeFault') : null}
      onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
    />
  )
  return (
    <Stack>
      <Checkbox.Group
        label={t('states')}
        value={[...draft.states]}
        onChange={(values) => onChange({ states: values.filter(isDeliveryState) })}
      >
        <Group mt={6} gap="lg">
          {deliveryStates.map((state) => (
            <Checkbox key={state} size="sm" value={state} label={states(state)} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('subscription')}
          placeholder={t('anySubscription')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('anySubscription') }}
          value={draft.subscription}
          data={all.map(({ id, label }) => ({ value: id, label }))}
          onChange={(subscription) => onChange({ subscription })}
        />
        <TagsInput
          label={t('types')}
          description={t('typesHint')}
          inputWrapperOrder={belowInput}
          value={[...draft.types]}
          onChange={(types) => onChange({ types })}
        />
        {time('since')}
        {time('until')}
        <NumberInput
          label={t('rateLabel')}
          min={1}
          max={rateMax}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft.rate}
          onChange={(value) => onChange({ rate: Math.max(1, Number(value) || 1) })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('undelivered')}
        description={draft.subscription === null ? t('undeliveredHint') : undefined}
        disabled={draft.subscription === null}
        checked={draft.includesUndelivered && draft.subscription !== null}
        onChange={({ currentTarget }) => onChange({ includesUndelivered: currentTarget.checked })}
      />
    </Stack>
  )
}
