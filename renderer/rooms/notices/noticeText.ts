import type { TFunction } from 'i18next'
import { assertNever } from '../../../domain/assertNever'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Notice, Refusal } from '../../../domain/desk/Notice'
import { handBackText } from '../handover/handBackText'

/** What the desk is telling its user, in sentences: what happened, what is safe, what to do. */
export function noticeText(notice: Notice, call: CallView | undefined, t: TFunction): readonly string[] {
  if (notice.kind === 'failed') return [t(`notice.failed.${notice.command}`)]
  if (notice.kind === 'handedBack') return handBackText(notice, call, t)
  return refusalText(notice.refusal, notice.callId === undefined, t)
}

function refusalText(refusal: Refusal, dialling: boolean, t: TFunction): readonly string[] {
  switch (refusal.reason) {
    case 'no-call':
    case 'nothing-to-undo':
      return [t(`notice.${refusal.reason}`)]
    case 'nothing-to-dial':
      return [t(dialling ? 'notice.nothing-to-dial' : 'notice.hand-over-nothing-to-dial')]
    case 'handing-over':
      return [t('notice.handing-over', { name: refusal.to.name })]
    case 'wrong-phase':
      return [t(`notice.wrong-phase.${refusal.phase}`)]
    case 'no-audio-room':
      return [t(dialling ? 'notice.dial-no-audio-room' : 'notice.no-audio-room')]
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
