import type { CallView } from '../../../domain/desk/DeskView'

/** A call whose line is up. */
export type UpCall = Extract<CallView, { phase: 'talking' | 'held' | 'handingOver' }>

/** What a line that is up lacks: the way on which the exchange is told, the way of the sound, or both. */
export type LineTrouble = 'signal' | 'sound' | 'both'

/** Whether the line of a call is up. What is undefined in it does not come across the bridge, so only its phase tells. */
export function isUp(call: CallView): call is UpCall {
  return call.phase === 'talking' || call.phase === 'held' || call.phase === 'handingOver'
}

/** What is the matter with the line of a call; `undefined` when nothing is, or when there is no line. */
export function lineTroubleOf(call: CallView): LineTrouble | undefined {
  if (!isUp(call)) return undefined
  const hasSound = call.gapSince === undefined
  if (call.signal === 'up') return hasSound ? undefined : 'sound'
  return hasSound ? 'signal' : 'both'
}
