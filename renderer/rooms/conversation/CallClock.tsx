import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { useClock } from '../../bridge/desk'
import { lengthOf } from '../../parts/spans'

/** How long a call has lasted; it stands still when the line is down. */
export function CallClock({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const now = useClock()
  const from = 'answeredAt' in call ? call.answeredAt : call.startedAt
  const until = 'endedAt' in call ? call.endedAt : now
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={t('call.clock')}
      data-testid="call-clock"
      className="font-semibold tabular-nums"
    >
      {from === undefined ? '' : lengthOf(from, until)}
    </span>
  )
}
