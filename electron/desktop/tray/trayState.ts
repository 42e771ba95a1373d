import type { AccountView, DeskView } from '../../../domain/desk/DeskView'
import type { Registration } from '../../../domain/phone/Registration'

/** How the account in most trouble stands; `none` without an account. */
export type Standing = { readonly state: 'none' } | Pick<Registration & { state: 'offline' }, 'state' | 'since'> | Plain

interface Plain {
  readonly state: Exclude<Registration['state'], 'offline'>
}

const worstFirst = ['refused', 'offline', 'connecting', 'registered'] as const

export function standingOf(accounts: readonly AccountView[]): Standing {
  if (accounts.length === 0) return { state: 'none' }
  const state = worstFirst.find(each => accounts.some(account => stateOf(account) === each)) ?? 'connecting'
  if (state !== 'offline') return { state }
  const out = accounts.find(account => account.registration?.state === 'offline')
  return { state, since: out?.registration?.since ?? 0 }
}

function stateOf({ registration }: AccountView): Registration['state'] {
  return registration?.state ?? 'connecting'
}

/** What the icon in the tray shows, by its shape: one sign, and a dot when a record is still open. */
export interface TrayLook {
  readonly sign: 'ready' | 'silent' | 'out' | 'ringing' | 'up'
  readonly owes: boolean
}

/** A call that rings or is up comes first, then that none can come, then that none would ring. */
export function trayLook({ calls, accounts, doNotDisturb, openRecords }: DeskView): TrayLook {
  const owes = openRecords > 0
  const inPhase = (...phases: readonly string[]) => calls.some(({ phase }) => phases.includes(phase))
  if (inPhase('ringing')) return { sign: 'ringing', owes }
  if (inPhase('calling', 'talking', 'held', 'handingOver')) return { sign: 'up', owes }
  if (standingOf(accounts).state !== 'registered') return { sign: 'out', owes }
  return { sign: doNotDisturb ? 'silent' : 'ready', owes }
}
