import type { TFunction } from 'i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { type Who, whoIs } from './who'

/** Who is at the far end of a call. */
export function callWho({ party, directoryName, inForce, direction }: CallView): Who {
  // We dialled it ourselves, so the directory's name of that number is no claim of theirs.
  const kind = direction === 'outgoing' ? 'internal' : inForce
  return whoIs({ number: party.number, name: party.name, withheld: party.withheld, directoryName, kind })
}

/** One name for them, whatever is known: the name, else the number, else that there is none. */
export function shortName(who: Who, t: TFunction): string {
  if (who.name) return who.name
  return who.withheld ? t('who.withheld') : who.number || t('who.unknown')
}
