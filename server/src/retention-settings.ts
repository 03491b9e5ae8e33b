/** How long things are kept; `config.ts` has all settings. */
import { withDefault } from './setting.ts'
import { count } from './setting-values.ts'

export const retentionSettings = {
  retentionDays: withDefault({
    name: 'POSTHORN_RETENTION_DAYS',
    defaultText: '30',
    bound: 'days, 7 to 3,650',
    help: 'How long events and their deliveries are kept. Open deliveries that reach it expire.',
    read: count({ min: 7, max: 3650 }),
  }),
  auditDays: withDefault({
    name: 'POSTHORN_AUDIT_DAYS',
    defaultText: '365',
    bound: 'days, 1 to 3,650',
    help: 'How long the audit log is kept: who changed what over the APIs.',
    read: count({ min: 1, max: 3650 }),
  }),
} as const
