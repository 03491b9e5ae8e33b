/** The filters of the list; they stand in the address. */
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import { healthWords } from './health.ts'
import { subscriptionTexts } from './texts.ts'

export function SubscriptionFilters() {
  const t = useTexts(subscriptionTexts)
  const [search, setSearch] = useSearch()
  return (
    <Group gap="xs" role="search">
      <TextInput
        data-search
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={16} />}
        value={search['q'] ?? ''}
        maxLength={200}
        w={340}
        onChange={({ currentTarget }) => setSearch({ q: currentTarget.value }, { replace: true })}
      />
      <NativeSelect
        aria-label={t('state')}
        value={search['state'] ?? ''}
        onChange={({ currentTarget }) => setSearch({ state: currentTarget.value })}
        data={[
          { value: '', label: t('anyState') },
          ...healthWords.map((word) => ({ value: word, label: t(word) })),
        ]}
      />
    </Group>
  )
}
