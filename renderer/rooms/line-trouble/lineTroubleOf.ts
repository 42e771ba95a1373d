import type { CallView } from '../../../domain/desk/DeskView'

/** A call whose line is up. */
export type UpCall = Extract<CallView, { phase: 'talking' | 'held' | 'handingOver' }>

/** What a line that is up lacks: the way on which the exchange is told, the way of the sound, or both. */
export type LineTrouble = 'signal' | 'sound' | 'both'

/** What is the matter with the line of a call; `undefined` when nothing is, or when there is no line. */
export function lineTroubleOf(call: CallView): LineTrouble | undefined {
  if (!('gapSince' in call)) return undefined
  const hasSound = call.gapSince === undefined
  if (call.signal === 'up') return hasSound ? undefined : 'sound'
  return hasSound ? 'signal' : 'both'
}
