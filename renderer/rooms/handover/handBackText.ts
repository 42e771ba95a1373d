import type { TFunction } from 'i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Notice } from '../../../domain/desk/Notice'
import { callWho, shortName } from '../callWho'

export type HandedBackNotice = Extract<Notice, { kind: 'handedBack' }>

/** What became of a hand-over: why nobody took the caller, and where the caller is now. */
export function handBackText(
  { why, to }: HandedBackNotice,
  call: CallView | undefined,
  t: TFunction,
): readonly string[] {
  const happened = t(`notice.handedBack.${why}`, { name: to.name })
  if (call?.phase !== 'held' && call?.phase !== 'talking') return [happened]
  const caller = call.capture.callerName.trim() || shortName(callWho(call), t)
  return [happened, t(call.phase === 'talking' ? 'notice.isBack' : 'notice.isHeld', { caller })]
}
