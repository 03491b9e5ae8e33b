import { Link } from '@tanstack/react-router'
import { defineTexts, useTexts } from '../text/texts.ts'
import { Empty } from '../ui/states.tsx'

const texts = defineTexts('not-found', {
  en: { title: 'There is nothing at this address', home: 'To the start' },
  nb: { title: 'Det er ingenting på denne adressen', home: 'Til start' },
  ar: { title: 'لا شيء في هذا العنوان', home: 'إلى البداية' },
})

export function NotFound() {
  const t = useTexts(texts)
  return (
    <Empty title={t('title')}>
      <Link to="/">{t('home')}</Link>
    </Empty>
  )
}
