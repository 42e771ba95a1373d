import { Undo2 } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterruptedView } from '../../../domain/desk/DeskView'
import { attempt, useClock, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useAltKey } from '../../parts/useAltKey'
import { gap, Sentence } from '../../parts/Sentence'
import { useLasting } from '../../parts/useLasting'
import { LineIcon } from '../LineIcon'
import { NoticeAlert } from '../notices/NoticeAlert'
import { placeOf } from '../notices/placeOf'
import { whoIs } from '../who'
import { WhoName } from '../WhoName'
import { stoppedText } from './stoppedText'

// As a rule the phone system answers at once; only who waits longer needs a way out.
const lookingMayTakeMs = 5_000

const headlines = {
  waiting: 'stillUp.looking',
  asked: 'stillUp.looking',
  stillUp: 'stillUp.isUp',
  returning: 'stillUp.returning',
  leaving: 'stillUp.leaving',
} as const satisfies Record<InterruptedView['stage'], string>

interface StillUpProps {
  readonly call: InterruptedView
  /** Which of several it is, from 1. */
  readonly place: number
  /** Whether the key takes this one back. */
  readonly hasKey: boolean
}

/** A caller who may still be on the line since the app died: who, for how long, and the way back to them. */
export function StillUp({ call, place, hasKey }: StillUpProps) {
  const { t } = useTranslation()
  const now = useClock()
  const country = useDesk(desk => desk.accounts[0]?.country ?? '')
  const { callId, stage, line } = call
  const isUp = stage === 'stillUp'
  const lookedForLong = useLasting(stage === 'waiting' || stage === 'asked', lookingMayTakeMs)
  // Who rings has the larger button; nobody there knows yet that we are here.
  const rings = useDesk(({ calls }) => calls.some(({ phase }) => phase === 'ringing'))
  const hint = useId()
  const takeBack = () => attempt({ type: 'takeCallBack', callId })
  // From every room.
  useAltKey('KeyB', hasKey ? takeBack : undefined)
  const who = whoIs({ name: call.name, number: call.number, withheld: false, kind: 'external' })
  return (
    <section
      aria-label={place > 1 ? t('stillUp.regionOfMany', { count: place, ordinal: true }) : t('stillUp.region')}
      data-call-id={callId}
      data-stage={stage}
      data-line={line}
      className={`mx-auto w-full max-w-5xl space-y-1.5 rounded-card border bg-raised p-2 shadow-card ${isUp ? 'border-accent outline-1 outline-accent' : 'border-edge'}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className={`verdict verdict-${line} flex items-center gap-1.5 rounded-md px-2 py-0.5 text-sm`}>
          <LineIcon line={line} className="size-4" />
          <strong className="tracking-wider">{t(`line.${line}`)}</strong>
        </span>
        <span className="text-sm text-quiet tabular-nums">{stoppedText(call.since, now, t)}</span>
      </div>
      <p
        role="status"
        className={`px-1 leading-snug ${isUp && !rings ? 'text-lg' : ''} ${isUp ? 'font-semibold' : ''}`}
      >
        <Sentence text={t(headlines[stage], { name: gap })}>
          <span className="inline-block max-w-full truncate align-bottom">
            <WhoName who={who} country={country} />
          </span>
        </Sentence>
      </p>
      <NoticeHere callId={callId} />
      {(isUp || lookedForLong) && (
        <div className="flex flex-wrap items-center gap-2">
          <p id={hint} className="order-last w-full px-1 text-sm text-quiet wide:order-none wide:w-auto wide:flex-1">
            {t('stillUp.letGoHint')}
          </p>
          <Button
            className={rings ? 'min-h-11' : 'min-h-12'}
            aria-describedby={hint}
            onClick={() => attempt({ type: 'letCallGo', callId })}
          >
            {t('stillUp.letGo')}
          </Button>
          {isUp && (
            <Button
              big={!rings}
              look={rings ? 'ink' : 'next'}
              icon={Undo2}
              keys={hasKey ? 'Alt B' : undefined}
              className={`grow wide:grow-0 ${rings ? 'min-h-11' : ''}`}
              onClick={takeBack}
            >
              {t('stillUp.takeBack')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** What the desk says about taking this call back. */
function NoticeHere({ callId }: { readonly callId: string }) {
  const notice = useDesk(desk => desk.notice)
  const place = useDesk(desk => desk.notice && placeOf(desk.notice, desk))
  return notice && notice.callId === callId && place === 'stillUp' ? <NoticeAlert notice={notice} /> : null
}
