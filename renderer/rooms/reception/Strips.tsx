import { PhoneMissed, Volume2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { attempt, useBridge, useDesk } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { useLasting } from '../../parts/useLasting'
import { lineTroubleOf } from '../line-trouble/lineTroubleOf'
import { NoticeAt } from '../notices/CallNotice'
import { EndedMeanwhile } from '../notices/EndedMeanwhile'
import { placeOf } from '../notices/placeOf'
import { PracticeTroubled } from '../practice/PracticeTroubled'
import { DoNotDisturbStrip } from './DoNotDisturbStrip'
import { Outages } from './Outages'
import { troubleText } from './registrationText'
import { Strip } from './Strip'
import { UndoStrip } from './UndoStrip'
import { UnreadableCalls } from './UnreadableCalls'
import { canCallOut, worstAccount } from './worstRegistration'

// A window that has just opened is still on its way to its sound; that is no news.
const soundMayTakeMs = 1_500

interface StripsProps {
  /** Something else than the reception has the room. */
  readonly busy: boolean
  /** The dial box is on the screen, and what concerns it is said there. */
  readonly dials: boolean
  /** A call rings and wants the whole window: what can be read later waits. */
  readonly rings: boolean
  readonly finish: (callId: string) => void
}

/** What one must know before the next call: no connection, no sound, that it does not ring, or that it did not. */
export function Strips({ busy, dials, rings, finish }: StripsProps) {
  return (
    <div className="space-y-2 px-3 pt-2 empty:hidden">
      <BridgeStrip />
      <HouseNotice finish={finish} />
      <PracticeTroubled />
      {/* A number can be dialled from other rooms too, and the dial box is not there. */}
      {!dials && <NoticeAt place="dial" />}
      <UndoStrip />
      <TroubleStrip />
      <SoundStrip />
      <DoNotDisturbStrip busy={busy} />
      {!rings && <Outages busy={busy} />}
      {!rings && <UnreadableCalls busy={busy} />}
    </div>
  )
}

function HouseNotice({ finish }: { readonly finish: (callId: string) => void }) {
  const notice = useDesk(desk => desk.notice)
  const place = useDesk(desk => desk.notice && placeOf(desk.notice, desk))
  if (place === 'house' && notice?.kind === 'endedMeanwhile') return <EndedMeanwhile notice={notice} finish={finish} />
  return <NoticeAt place="house" />
}

function BridgeStrip() {
  const { t } = useTranslation()
  const up = useBridge(shown => shown.up)
  const lost = useBridge(shown => shown.problem !== undefined)
  if (!up) return <Alert>{t('noDesk.downInCall')}</Alert>
  return lost ? <Alert>{t('noDesk.lost')}</Alert> : null
}

function TroubleStrip() {
  const { t } = useTranslation()
  const accounts = useDesk(desk => desk.accounts)
  const worst = worstAccount(accounts)
  const trouble = worst && troubleText(worst, t)
  const saidByCall = useDesk(({ calls }) =>
    calls.some(call => call.accountId === worst?.accountId && call.signal === 'lost' && lineTroubleOf(call)),
  )
  if (!worst || !trouble) return null
  const detail = worst.registration && 'detail' in worst.registration ? worst.registration.detail : ''
  const isSaidByCall = saidByCall && !canCallOut(accounts)
  return (
    <Strip
      icon={PhoneMissed}
      brief={isSaidByCall}
      action={
        <Button onClick={() => attempt({ type: 'registerAgain', accountId: worst.accountId })}>
          {t('registration.again')}
        </Button>
      }
    >
      {!isSaidByCall && <p>{trouble}</p>}
      {!isSaidByCall && detail && (
        <p className="line-clamp-2 text-sm">
          <Sentence text={t('registration.exactWords', { words: gap })}>
            <bdi>{detail}</bdi>
          </Sentence>
        </p>
      )}
      {!canCallOut(accounts) && (
        <p className={isSaidByCall ? 'text-sm' : 'mt-1 font-medium'}>{t('registration.emergency')}</p>
      )}
    </Strip>
  )
}

function SoundStrip() {
  const { t } = useTranslation()
  const allow = useBridge(shown => shown.allowSound)
  const noRoom = useLasting(!useDesk(desk => desk.audioRoom), soundMayTakeMs)
  // Nobody needs one to practise.
  const microphone = useDesk(desk => (desk.practice ? 'ready' : desk.microphone))
  if (allow) {
    return (
      <Strip icon={Volume2} action={<Button onClick={allow}>{t('sound.allow')}</Button>}>
        {t('sound.ask')}
      </Strip>
    )
  }
  if (noRoom) return <Strip icon={Volume2}>{t('sound.noRoom')}</Strip>
  return microphone === 'none' || microphone === 'denied' ? (
    <Strip icon={Volume2}>{t(`sound.${microphone}`)}</Strip>
  ) : null
}
