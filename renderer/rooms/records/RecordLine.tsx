import { useTranslation } from 'react-i18next'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { deskTime } from '../../bridge/desk'
import { dayOrTime } from '../../parts/spans'
import { shortName } from '../callWho'
import { LineIcon } from '../LineIcon'
import { recordWho } from './recordWho'

const unanswered: readonly CallRecord['ending'][] = ['missed', 'declined', 'answeredElsewhere', 'notAnswered', 'busy']

/** One record in a line or two: who, when, and what about. */
export function RecordLine({ record }: { readonly record: CallRecord }) {
  const { t, i18n } = useTranslation()
  const { line, corrected, direction, capture, ending, startedAt, state } = record
  const name = shortName(recordWho(record), t)
  const about = capture.requirement.trim()
  const how = ending && (!about || unanswered.includes(ending)) ? t(`wrapUp.endings.${ending}`) : ''
  return (
    <span className="flex min-w-0 items-start gap-2.5 text-start">
      <LineIcon
        line={direction === 'outgoing' ? 'outgoing' : (corrected ?? line.kind)}
        className="mt-0.5 size-4.5 text-quiet"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className="truncate font-medium">{name}</bdi>
          <span className="ms-auto shrink-0 text-sm text-quiet">{dayOrTime(startedAt, deskTime(), i18n.language)}</span>
        </span>
        <span className="flex items-baseline gap-2 text-sm text-quiet">
          {how && <span className={`shrink-0 ${ending === 'missed' ? 'font-medium text-warn' : ''}`}>{how}</span>}
          <bdi className="truncate">{about || (how ? '' : t(`records.state.${state}`))}</bdi>
        </span>
      </span>
    </span>
  )
}
