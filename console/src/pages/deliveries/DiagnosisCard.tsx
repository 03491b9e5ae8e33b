/** What went wrong at an attempt, in one sentence, and what would mend it. Nothing where it went well. */
import { Text } from '@mantine/core'
import type { Schemas } from '../../api/client.ts'
import { useTexts } from '../../text/texts.ts'
import { visibleText } from '../../ui/CodeText.tsx'
import { diagnose } from './diagnosis.ts'
import { diagnosisTexts } from './diagnosis-texts.ts'
import classes from './delivery.module.css'

const locationCharactersMax = 200

export function DiagnosisCard({ attempt }: { readonly attempt: Schemas['Attempt'] }) {
  const t = useTexts(diagnosisTexts)
  const diagnosis = diagnose(attempt)
  if (diagnosis === null) return null
  const { name, values } = diagnosis
  const location = visibleText(String(values['location'])).slice(0, locationCharactersMax)
  return (
    <section className={classes['diagnosis']} aria-label={t('title')}>
      <Text fw={650} component="p" m={0}>
        {t(name, { ...values, location })}
      </Text>
      <Text size="sm" mt={4} component="p" mb={0}>
        {t(`${name}Fix`, { ...values, location })}
      </Text>
      <span className="mono dimmed" dir="ltr">
        {attempt.error_class}
      </span>
    </section>
  )
}
