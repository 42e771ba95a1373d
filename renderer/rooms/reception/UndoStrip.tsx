import { PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DeskView } from '../../../domain/desk/DeskView'
import { undoWithinMs } from '../../../domain/desk/ending'
import { attempt, useClock, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { useAltKey } from '../../parts/useAltKey'
import { leftUntil } from '../../parts/spans'
import { whoIs } from '../who'
import { WhoName } from '../WhoName'

/** A call ended too soon can be called back with one key, into the same record, for as long as it is offered. */
export function UndoStrip() {
  const undo = useDesk(desk => desk.undo)
  return undo ? <Offer undo={undo} /> : null
}

const callBack = () => attempt({ type: 'undoHangUp', callId: crypto.randomUUID() })

function Offer({ undo: { party, until } }: { readonly undo: NonNullable<DeskView['undo']> }) {
  const { t } = useTranslation()
  const country = useDesk(desk => desk.accounts[0]?.country ?? '')
  const now = useClock()
  useAltKey('KeyU', callBack)
  if (now >= until) return null
  const who = whoIs({ ...party, kind: 'external' })
  const left = Math.min(1, (until - now) / undoWithinMs)
  return (
    <div className="relative flex flex-wrap items-center gap-x-3 gap-y-1 overflow-hidden rounded-card bg-sunken py-1.5 ps-3 pe-1.5">
      <p aria-live="polite" className="line-clamp-2 min-w-40 flex-1 wrap-anywhere">
        <Sentence text={t('undo.ended', { who: gap })}>
          <WhoName who={who} country={country} />
        </Sentence>
      </p>
      <span role="timer" aria-live="off" aria-label={t('undo.left')} className="text-sm text-quiet tabular-nums">
        {leftUntil(until, now)}
      </span>
      <Button icon={PhoneOutgoing} keys="Alt U" onClick={callBack}>
        {t('undo.back')}
      </Button>
      <span
        aria-hidden="true"
        style={{ width: `${left * 100}%` }}
        className="absolute start-0 bottom-0 h-0.5 bg-edge"
      />
    </div>
  )
}
