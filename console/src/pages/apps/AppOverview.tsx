import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts, Section } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { type App, environmentNames, environments } from './app-data.ts'
import { appTexts } from './texts.ts'
import classes from './apps.module.css'

export function AppOverview({ app }: { readonly app: App }) {
  const t = useTexts(appTexts)
  return (
    <>
      <Section title={t('about')}>
        <Facts
          rows={[
            [t('name'), app.name],
            [t('kind'), `${t(`kind-${app.kind}`)} – ${t(`kind-${app.kind}-text`)}`],
            [t('versions'), String(app.version_count)],
            [
              t('errorEmails'),
              app.error_emails.length === 0 ? t('toContact') : app.error_emails.join(', '),
            ],
            [t('made'), <Time key="made" at={app.created_at} show="full" />],
          ]}
        />
      </Section>
      <Section title={t('whatCounts')}>
        <div className={classes['cards']}>
          {environments.map((environment) => {
            const { [environment]: published } = app.published
            const { [environment]: requested } = app.requested
            return (
              <div key={environment} className={classes['card']}>
                <h3 style={{ margin: '0 0 8px', fontSize: 15 }}>{environmentNames[environment]}</h3>
                {published === null ? (
                  <StatusBadge tone="quiet">{t('nothingPublished')}</StatusBadge>
                ) : (
                  <Link to={paths.appVersion(app.id, String(published))}>
                    {t('versionNumber', { number: published })}
                  </Link>
                )}
                {requested !== null && (
                  <p style={{ margin: '8px 0 0' }}>
                    <StatusBadge tone="warn">{t('waits')}</StatusBadge>{' '}
                    <Link to={paths.appVersion(app.id, String(requested))}>
                      {t('versionNumber', { number: requested })}
                    </Link>
                  </p>
                )}
                <p style={{ margin: '12px 0 0', color: 'var(--mantine-color-dimmed)' }}>
                  {t('clientId')}
                </p>
                <span className={classes['identifier']}>
                  <span className="mono">{app.client_ids[environment]}</span>
                  <CopyButton text={app.client_ids[environment]} />
                </span>
              </div>
            )
          })}
        </div>
      </Section>
    </>
  )
}
