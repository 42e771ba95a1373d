import { Redo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { RecordLine } from '../records/RecordLine'

const shownAtMost = 12

interface RecentCallsProps {
  readonly records: readonly CallRecord[] | undefined
  readonly failed: boolean
  /** Puts a number into the dial box. */
  readonly fill: (number: string) => void
}

/** The last calls, each one press away from the dial box. */
export function RecentCalls({ records, failed, fill }: RecentCallsProps) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className="mb-1.5 text-sm font-semibold text-quiet">
        {t('reception.recent')}
      </h2>
      {failed && <p role="alert">{t('reception.noRecordsRead')}</p>}
      {records?.length === 0 && <p className="text-quiet">{t('reception.noRecent')}</p>}
      {records && records.length > 0 && (
        <ul className="divide-y divide-line">
          {records.slice(0, shownAtMost).map(record => (
            <li key={record.callId} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <RecordLine record={record} />
              </span>
              {record.number === '' ? (
                <span className="w-8" />
              ) : (
                <button
                  type="button"
                  title={t('reception.fill')}
                  aria-label={t('reception.fillNumber', { number: record.number })}
                  className="grid size-8 shrink-0 place-items-center rounded-card border border-transparent hover:border-edge hover:bg-raised"
                  onClick={() => fill(record.number)}
                >
                  <Redo2 aria-hidden="true" className="size-4" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
