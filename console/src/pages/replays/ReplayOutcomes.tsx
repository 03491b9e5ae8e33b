/** What became of the deliveries that replays made within the filter: by state, and by error. */
import { SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, client, type Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { deliveryStates } from '../deliveries/delivery-filters.ts'
import { DeliveryState } from '../deliveries/DeliveryState.tsx'
import { replayTexts } from './texts.ts'

const countEveryMs = 5_000

export function ReplayOutcomes(props: {
  readonly tenantId: string
  readonly replay: Schemas['Replay']
}) {
  const { tenantId, replay } = props
  const { filter } = replay
  const t = useTexts(replayTexts)
  const { data } = useQuery({
    queryKey: ['tenant', tenantId, 'replay', replay.id, 'outcomes'],
    refetchInterval: countEveryMs,
    queryFn: () =>
      call(
        client.GET('/v1/tenants/{tenantId}/deliveries/facets', {
          params: {
            path: { tenantId },
            query: {
              run_kind: 'replay',
              ...(filter.subscription === null ? {} : { subscription: filter.subscription }),
              ...(filter.since === null ? {} : { since: filter.since }),
              ...(filter.until === null ? {} : { until: filter.until }),
            },
          },
        }),
      ),
  })
  if (data === undefined) return null
  const states = deliveryStates.filter((state) => (data.states[state] ?? 0) > 0)
  if (states.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noneYet')}
      </Text>
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('outcomesLead')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Counts
          title={t('state')}
          rows={states.map((state) => [
            <DeliveryState key={state} state={state} />,
            data.states[state] ?? 0,
          ])}
        />
        {data.error_classes.length > 0 && (
          <Counts
            title={t('errors')}
            rows={data.error_classes.map(({ error_class: name, count }) => [
              <span key={name} className="mono">
                {name}
              </span>,
              count,
            ])}
          />
        )}
      </SimpleGrid>
    </>
  )
}

function Counts(props: {
  readonly title: string
  readonly rows: readonly (readonly [React.ReactElement, number])[]
}) {
  const t = useTexts(replayTexts)
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{props.title}</th>
          <th scope="col" data-numeric>
            {t('count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([name, count]) => (
          <tr key={name.key}>
            <td>{name}</td>
            <td data-numeric>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
