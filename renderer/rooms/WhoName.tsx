import { useTranslation } from 'react-i18next'
import { PhoneNumber } from '../parts/PhoneNumber'
import { shortName } from './callWho'
import type { Who } from './who'

/** One name for somebody, whatever is known: the name, else the number in its groups, else that there is none. */
export function WhoName({ who, country }: { readonly who: Who; readonly country: string }) {
  const { t } = useTranslation()
  if (!who.name && who.number) return <PhoneNumber number={who.number} country={country} />
  return <bdi>{shortName(who, t)}</bdi>
}
