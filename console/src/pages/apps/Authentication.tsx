/** Whom tokens of each environment are for. */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { type App, environmentNames, environments } from './app-data.ts'
import { versionTexts } from './version-texts.ts'

export function Authentication({ app }: { readonly app: App }) {
  const t = useTexts(versionTexts)
  return (
    <Section title={t('clientIds')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('clientIdsLead')}{' '}
        <Link to={paths.app(app.id)} search={{ part: 'settings' }}>
          {t('toSecrets')}
        </Link>
      </Text>
      <Facts
        rows={environments.map((environment) => [
          environmentNames[environment],
          <span key={environment}>
            <span className="mono">{app.client_ids[environment]}</span>{' '}
            <CopyButton text={app.client_ids[environment]} />
          </span>,
        ])}
      />
    </Section>
  )
}
