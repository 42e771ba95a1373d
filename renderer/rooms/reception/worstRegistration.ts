import type { AccountView } from '../../../domain/desk/DeskView'
import type { Registration } from '../../../domain/phone/Registration'

const worstFirst = [
  'refused',
  'offline',
  'connecting',
  'registered',
] as const satisfies readonly Registration['state'][]

const stateOf = ({ registration }: AccountView) => registration?.state ?? 'connecting'

/** The account that speaks for all: the one in most trouble. */
export function worstAccount(accounts: readonly AccountView[]): AccountView | undefined {
  return worstFirst.map(state => accounts.find(account => stateOf(account) === state)).find(Boolean)
}

/** Whether a call can go out at all. */
export function canCallOut(accounts: readonly AccountView[]): boolean {
  return accounts.some(account => stateOf(account) === 'registered')
}
