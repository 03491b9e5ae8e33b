import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { App, Environment } from './app-data.ts'
import { appTexts } from './texts.ts'
import classes from './apps.module.css'

/** What counts there, and what waits. */
export function Standing({
  app,
  environment,
}: {
  readonly app: App
  readonly environment: Environment
}) {
  const t = useTexts(appTexts)
  const { [environment]: published } = app.published
  const { [environment]: requested } = app.requested
  return (
    <span className={classes['standing']}>
      {published !== null && (
        <StatusBadge tone="good">{t('versionNumber', { number: published })}</StatusBadge>
      )}
      {requested !== null && (
        <Link to={paths.appVersion(app.id, String(requested))}>
          <StatusBadge tone="warn">{t('waitsNumber', { number: requested })}</StatusBadge>
        </Link>
      )}
      {published === null && requested === null && '–'}
    </span>
  )
}
