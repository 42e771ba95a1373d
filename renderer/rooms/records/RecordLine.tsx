import { useTranslation } from 'react-i18next'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { deskTime } from '../../bridge/desk'
import { dayOrTime } from '../../parts/spans'
import { endingWords } from '../endingWords'
import { LineIcon } from '../LineIcon'
import { WhoName } from '../WhoName'
import { recordWho } from './recordWho'
import { useCountry } from './useCountry'

// Worth a word even where something was written down.
const said: readonly CallRecord['ending'][] = [
  'missed',
  'noSharedSound',
  'declined',
  'answeredElsewhere',
  'notAnswered',
  'busy',
  'handedOver',
]

/** One record in a line or two: who, when, and what about. */
export function RecordLine({ record }: { readonly record: CallRecord }) {
  const { t, i18n } = useTranslation()
  const { line, corrected, direction, capture, ending, startedAt, state } = record
  const country = useCountry(record)
  const about = capture.requirement.trim()
  const how = ending && (!about || said.includes(ending)) ? endingWords(ending, record.handedTo, t) : ''
  return (
    <span className="flex min-w-0 items-start gap-2.5 text-start">
      <LineIcon
        line={direction === 'outgoing' ? 'outgoing' : (corrected ?? line.kind)}
        className="mt-0.5 size-4.5 text-quiet"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-8 truncate font-medium">
            <WhoName who={recordWho(record)} country={country} />
          </span>
          <span className="ms-auto shrink-0 text-sm text-quiet">{dayOrTime(startedAt, deskTime(), i18n.language)}</span>
        </span>
        <span className="flex items-baseline gap-2 text-sm text-quiet">
          {how && (
            <span
              className={`max-w-[60%] shrink-0 truncate ${ending === 'missed' || ending === 'noSharedSound' ? 'font-medium text-warn' : ''}`}
            >
              {how}
            </span>
          )}
          <bdi className="truncate">{about || (how ? '' : t(`records.state.${state}`))}</bdi>
        </span>
      </span>
    </span>
  )
}
