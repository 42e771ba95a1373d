import { dirname, resolve } from 'node:path'
import type { GatePolicy } from '../../domain/capture/capturePolicy'
import type { Account, CalledNumber, HandOverSettings, Locale } from '../../domain/desk/Settings'
import type { SettingsRead } from './settingsSchema'

/** One registration, with what only the phone needs to know. The password is not in it. */
export interface AccountSettings extends Account {
  /** The exchange's WebSocket address. */
  readonly server: string
  /** Speaks unencrypted to another machine: everybody on the way can read the calls. */
  readonly plainSocket: boolean
  /** The user accepts a plain socket all the same. */
  readonly allowUnencrypted: boolean
  /** The user vouches for the network on the way to the exchange: nobody on it writes into what the exchange says. */
  readonly trustNetwork: boolean
  readonly domain: string
  readonly calledNumberHeader: string | undefined
  readonly recall: { readonly header: string; readonly value: string; readonly of: string } | undefined
  readonly stun: readonly string[]
  /** How long an answer waits for more network addresses, in milliseconds. */
  readonly iceGraceMs: number
}

/** Everything that the user or the administrator has decided. */
export interface Settings {
  readonly accounts: readonly AccountSettings[]
  readonly calledNumbers: readonly CalledNumber[]
  /** Absolute paths. */
  readonly directory: readonly { readonly csv: string }[]
  readonly outbox: {
    readonly smtp: { readonly host: string; readonly port: number; readonly from: string } | undefined
  }
  readonly gate: GatePolicy
  readonly handOver: HandOverSettings
  readonly callsAtOnce: number
  /** Undefined when they do not say; then it is the machine's. */
  readonly locale: Locale | undefined
}

/** The settings as the app goes by them: accounts named, paths made absolute from the file that they stand in. */
export function settingsFrom(read: SettingsRead, file: string): Settings {
  return {
    ...read,
    locale: read.locale,
    accounts: named(read.accounts.map(accountFrom)),
    directory: read.directory.map(({ csv }) => ({ csv: resolve(dirname(file), csv) })),
    outbox: { smtp: read.outbox.smtp ?? undefined },
    gate: { mode: read.gate.mode, also: [...new Set(read.gate.also)] },
  }
}

function accountFrom(read: SettingsRead['accounts'][number]): Omit<AccountSettings, 'accountId'> {
  const { protocol, hostname } = new URL(read.server)
  const plainSocket = protocol !== 'wss:' && !isLoopback(hostname)
  return {
    ...read,
    plainSocket,
    path: plainSocket && !read.trustNetwork ? 'open' : 'sealed',
    domain: read.domain ?? hostname,
    signal: read.signal ?? undefined,
    line: read.line ?? undefined,
    calledNumberHeader: read.calledNumberHeader ?? undefined,
    recall: read.recall ?? undefined,
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)

/** Gives each account an id that stays the same from start to start, since records carry it. */
function named(accounts: readonly Omit<AccountSettings, 'accountId'>[]): AccountSettings[] {
  const taken = new Map<string, number>()
  return accounts.map(account => {
    const address = `${account.extension}@${account.domain}`
    const turn = (taken.get(address) ?? 0) + 1
    taken.set(address, turn)
    return { ...account, accountId: turn === 1 ? address : `${address}#${turn}` }
  })
}
