import type { TFunction } from 'i18next'
import { assertNever } from '../../../domain/assertNever'
import type { Notice, Refusal } from '../../../domain/desk/Notice'

/** What the desk is telling its user, in sentences: what happened, what is safe, what to do. */
export function noticeText(notice: Notice, t: TFunction): readonly string[] {
  return notice.kind === 'failed'
    ? [t(`notice.failed.${notice.command}`)]
    : refusalText(notice.refusal, notice.callId === undefined, t)
}

function refusalText(refusal: Refusal, dialling: boolean, t: TFunction): readonly string[] {
  switch (refusal.reason) {
    case 'no-call':
    case 'nothing-to-dial':
      return [t(`notice.${refusal.reason}`)]
    case 'wrong-phase':
      return [t(`notice.wrong-phase.${refusal.phase}`)]
    case 'no-audio-room':
      return [t(dialling ? 'notice.dial-no-audio-room' : 'notice.no-audio-room')]
    case 'no-microphone':
      return [t(`notice.${dialling ? 'dial-no-microphone' : 'no-microphone'}.${refusal.microphone}`)]
    case 'not-registered':
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
