import type { DeskView } from '../../../domain/desk/DeskView'
import type { Notice, Refusal, Telling } from '../../../domain/desk/Notice'

/** Where a notice is said: at its call, at the dial box, at the gate of its call, at a call in which the app died, or to the house. */
export type NoticePlace = 'call' | 'gate' | 'dial' | 'stillUp' | 'house'

const aboutDialling: readonly Refusal['reason'][] = [
  'nothing-to-dial',
  'address-elsewhere',
  'no-audio-room-emergency',
  'not-registered',
  'no-microphone',
  'no-audio-room',
]

const aboutTheirLine: readonly Telling['type'][] = ['takeBack', 'askAfter', 'letGo']

/** Where a notice belongs: beside what the user has just touched. */
export function placeOf(notice: Notice, { calls, interrupted }: Pick<DeskView, 'calls' | 'interrupted'>): NoticePlace {
  if (isAboutTakingBack(notice) && interrupted.some(({ callId }) => callId === notice.callId)) return 'stillUp'
  const call = calls.find(({ callId }) => callId === notice.callId)
  if (notice.kind === 'refused') {
    const { reason } = notice.refusal
    // Without a call it was the dial box, or Call back, that was pressed.
    if (aboutDialling.includes(reason) && !call) return 'dial'
    if (reason === 'capture-incomplete' && call) return 'gate'
  }
  if (notice.kind === 'askedFirst' && !call) return 'dial'
  if (notice.kind === 'failed' && notice.command === 'dial' && !call) return 'dial'
  return call ? 'call' : 'house'
}

/** Its record may be on the desk as well, so the words and not the call tell where such a notice belongs. */
function isAboutTakingBack(notice: Notice): boolean {
  if (notice.kind === 'refused') return notice.refusal.reason === 'no-audio-room'
  return notice.kind === 'failed' && aboutTheirLine.includes(notice.command)
}
