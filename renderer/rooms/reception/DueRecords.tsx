import { useTranslation } from 'react-i18next'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { Button } from '../../parts/Button'
import { RecordLine } from '../records/RecordLine'

interface DueRecordsProps {
  readonly records: readonly CallRecord[]
  readonly finish: (callId: string) => void
}

/** The records that are owed, before anything else. */
export function DueRecords({ records, finish }: DueRecordsProps) {
  const { t } = useTranslation()
  if (records.length === 0) return null
  return (
    <section aria-labelledby="due">
      <h2 id="due" className="mb-1.5 text-sm font-semibold text-quiet">
        {t('reception.due')}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-warn bg-raised">
        {records.map(record => (
          <li key={record.callId} className="flex items-center gap-3 p-2 ps-3">
            <span className="min-w-0 flex-1">
              <RecordLine record={record} />
            </span>
            <Button onClick={() => finish(record.callId)}>{t('records.finish')}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
