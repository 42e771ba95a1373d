import type { TFunction } from 'i18next'
import { nameOfCall } from '../../domain/call/nameOfCall'
import type { CallView } from '../../domain/desk/DeskView'
import { type Who, whoIs } from './who'

/** Who is at the far end of a call. */
export function callWho(call: CallView): Who {
  const { number, name, withheld } = call.party
  return whoIs({ number, name, withheld, inDirectory: nameOfCall(call), kind: call.inForce })
}

/** One name for them, whatever is known: the name, else the number, else that there is none. */
export function shortName(who: Who, t: TFunction): string {
  if (who.name) return who.name
  return who.withheld ? t('who.withheld') : who.number || t('who.unknown')
}
