import { BellOff, PhoneMissed, Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, useBridge, useDesk } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { useLasting } from '../../parts/useLasting'
import { NoticeAt } from '../notices/CallNotice'
import { troubleText } from './registrationText'
import { UndoStrip } from './UndoStrip'
import { canCallOut, worstAccount } from './worstRegistration'

// A window that has just opened is still on its way to its sound; that is no news.
const soundMayTakeMs = 1_500

/** What one must know before the next call: no connection, no sound, or that it does not ring. */
export function Strips() {
  return (
    <div className="space-y-2 px-3 pt-2 empty:hidden">
      <BridgeStrip />
      <NoticeAt place="house" />
      <UndoStrip />
      <TroubleStrip />
      <SoundStrip />
      <DoNotDisturbStrip />
    </div>
  )
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
  if (!worst || !trouble) return null
  const detail = worst.registration && 'detail' in worst.registration ? worst.registration.detail : ''
  return (
    <Strip
      icon={<PhoneMissed aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />}
      action={
        <Button onClick={() => attempt({ type: 'registerAgain', accountId: worst.accountId })}>
          {t('registration.again')}
        </Button>
      }
    >
      <p>{trouble}</p>
      {detail && (
        <p className="line-clamp-2 text-sm">
          <Sentence text={t('registration.exactWords', { words: gap })}>
            <bdi>{detail}</bdi>
          </Sentence>
        </p>
      )}
      {!canCallOut(accounts) && <p className="mt-1 font-medium">{t('registration.emergency')}</p>}
    </Strip>
  )
}

function SoundStrip() {
  const { t } = useTranslation()
  const allow = useBridge(shown => shown.allowSound)
  const noRoom = useLasting(!useDesk(desk => desk.audioRoom), soundMayTakeMs)
  const microphone = useDesk(desk => desk.microphone)
  const icon = <Volume2 aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />
  if (allow) {
    return (
      <Strip icon={icon} action={<Button onClick={allow}>{t('sound.allow')}</Button>}>
        {t('sound.ask')}
      </Strip>
    )
  }
  if (noRoom) return <Strip icon={icon}>{t('sound.noRoom')}</Strip>
  return microphone === 'none' || microphone === 'denied' ? <Strip icon={icon}>{t(`sound.${microphone}`)}</Strip> : null
}

function DoNotDisturbStrip() {
  const { t } = useTranslation()
  if (useDesk(desk => desk.presence) !== 'dnd') return null
  return (
    <Strip icon={<BellOff aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />} calm>
      {t('dnd.on')}
    </Strip>
  )
}

interface StripProps {
  readonly icon: ReactNode
  readonly action?: ReactNode
  /** Only to be known; nothing is wrong. */
  readonly calm?: boolean
  readonly children: ReactNode
}

function Strip({ icon, action, calm = false, children }: StripProps) {
  return (
    <div
      aria-live="polite"
      className={`flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-card px-3 py-2 ${calm ? 'bg-sunken' : 'bg-warn-back text-warn'}`}
    >
      {icon}
      <div className="min-w-[min(17rem,80%)] flex-1">{children}</div>
      {action}
    </div>
  )
}
