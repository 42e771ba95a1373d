import type { DeskView } from '../../../domain/desk/DeskView'
import type { Notice, Refusal } from '../../../domain/desk/Notice'

/** Where a notice is said: at its call, at the dial box, at the gate of its call, or to the house as a whole. */
export type NoticePlace = 'call' | 'gate' | 'dial' | 'house'

const aboutDialling: readonly Refusal['reason'][] = [
  'nothing-to-dial',
  'not-registered',
  'no-microphone',
  'no-audio-room',
]

/** Where a notice belongs: beside what the user has just touched. */
export function placeOf(notice: Notice, calls: DeskView['calls']): NoticePlace {
  const call = calls.find(({ callId }) => callId === notice.callId)
  if (notice.kind === 'refused') {
    const { reason } = notice.refusal
    // Without a call it was the dial box, or Call back, that was pressed.
    if (aboutDialling.includes(reason) && !call) return 'dial'
    if (reason === 'capture-incomplete' && call) return 'gate'
  }
  if (notice.kind === 'failed' && notice.command === 'dial' && !call) return 'dial'
  return call ? 'call' : 'house'
}
