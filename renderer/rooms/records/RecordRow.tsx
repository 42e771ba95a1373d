import { useTranslation } from 'react-i18next'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { Button } from '../../parts/Button'
import { RecordDetails } from './RecordDetails'
import { RecordLine } from './RecordLine'

interface RecordRowProps {
  readonly record: CallRecord
  readonly chosen: boolean
  readonly choose: () => void
  readonly finish: () => void
}

/** One record of the list. Where there is no room beside the list, its details open under it. */
export function RecordRow({ record, chosen, choose, finish }: RecordRowProps) {
  const { t } = useTranslation()
  const open = record.state === 'open'
  return (
    <li data-call-id={record.callId} data-state={record.state}>
      <div className={`flex items-center gap-2 rounded-card ${chosen ? 'bg-sunken' : ''}`}>
        <button
          type="button"
          aria-expanded={chosen}
          onClick={choose}
          className="min-w-0 flex-1 rounded-card px-2 py-2 hover:bg-sunken"
        >
          <RecordLine record={record} />
        </button>
        {open && (
          <Button look="next" className="me-2" onClick={finish}>
            {t('records.finish')}
          </Button>
        )}
      </div>
      {chosen && (
        <div className="py-2 wide:hidden">
          <RecordDetails record={record} />
        </div>
      )}
    </li>
  )
}
