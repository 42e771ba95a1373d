import type { TFunction } from 'i18next'
import { assertNever } from '../../../domain/assertNever'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Notice, Refusal, Telling } from '../../../domain/desk/Notice'
import { handBackText } from '../handover/handBackText'

/** What the desk is telling its user, in sentences: what happened, what is safe, what to do. */
export function noticeText(notice: Notice, call: CallView | undefined, t: TFunction): readonly string[] {
  switch (notice.kind) {
    case 'failed':
      return [failureText(notice.command, call, t)]
    case 'handedBack':
      return handBackText(notice, call, t)
    case 'endedMeanwhile':
      return [t('notice.endedMeanwhile', { party: notice.party || t('who.unknown') })]
    case 'askedFirst':
      return [t(`notice.askedFirst.${notice.doubt}`)]
    case 'refused':
      return refusalText(
        notice.refusal,
        { dialling: notice.callId === undefined, ringing: call?.phase === 'ringing' },
        t,
      )
    default:
      return assertNever(notice)
  }
}

// What only the exchange can do waits until it can be told.
const needSignal = ['hold', 'resume', 'consult', 'join', 'refer'] as const satisfies readonly Telling['type'][]

function failureText(command: Telling['type'], call: CallView | undefined, t: TFunction): string {
  const waits = call?.signal === 'lost' ? needSignal.find(each => each === command) : undefined
  return waits ? t(`notice.unconnected.${waits}`) : t(`notice.failed.${command}`)
}

interface Asked {
  /** A number was to be dialled. */
  readonly dialling: boolean
  /** A call was to be answered. */
  readonly ringing: boolean
}

function refusalText(refusal: Refusal, { dialling, ringing }: Asked, t: TFunction): readonly string[] {
  switch (refusal.reason) {
    case 'no-call':
    case 'nothing-to-undo':
      return [t(`notice.${refusal.reason}`)]
    case 'nothing-to-dial':
      return [t(dialling ? 'notice.nothing-to-dial' : 'notice.hand-over-nothing-to-dial')]
    case 'address-elsewhere':
      return [t('notice.address-elsewhere')]
    case 'no-audio-room-emergency':
      return [t('notice.dial-no-audio-room-emergency')]
    case 'handing-over':
      return [t('notice.handing-over', { name: refusal.to.name })]
    case 'wrong-phase':
      return [t(`notice.wrong-phase.${refusal.phase}`)]
    case 'no-audio-room':
      if (dialling) return [t('notice.dial-no-audio-room')]
      return [t(ringing ? 'notice.no-audio-room' : 'notice.take-back-no-audio-room')]
    case 'no-microphone':
      return [t(`notice.${dialling ? 'dial-no-microphone' : 'no-microphone'}.${refusal.microphone}`)]
    case 'not-registered':
      if (!dialling) return [t('notice.hand-over-not-registered')]
      return [t(refusal.emergency ? 'notice.not-registered-emergency' : 'notice.not-registered')]
    case 'still-open':
      return [
        ...(refusal.callsUp > 0 ? [t('notice.still-open.calls', { count: refusal.callsUp })] : []),
        ...(refusal.recordsOwed > 0 ? [t('notice.still-open.records', { count: refusal.recordsOwed })] : []),
      ]
    case 'capture-incomplete':
      return [t('notes.stillToAsk', { things: refusal.missing.map(slot => t(`notes.short.${slot}`)).join(', ') })]
    default:
      return assertNever(refusal)
  }
}
