import type { TFunction } from 'i18next'
import type { AccountView } from '../../../domain/desk/DeskView'
import { timeOfDay } from '../../parts/spans'

/** How an account stands, in a word or two. */
export function registrationText({ registration }: AccountView, t: TFunction, locale: string): string {
  if (registration?.state === 'offline') {
    return t('registration.offline', { time: timeOfDay(registration.since, locale) })
  }
  return t(`registration.${registration?.state ?? 'connecting'}`)
}

/** What is wrong with an account and what to do about it; `undefined` while nothing is. */
export function troubleText({ registration, extension }: AccountView, t: TFunction): string | undefined {
  if (registration?.state !== 'offline' && registration?.state !== 'refused') return undefined
  const { state, trouble } = registration
  const isTriedOn = state === 'offline' && trouble === 'exchange-refused'
  return t(isTriedOn ? 'trouble.exchange-refused-for-now' : `trouble.${trouble}`, { extension })
}
