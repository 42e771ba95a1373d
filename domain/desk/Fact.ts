import type { Person } from '../directory/Person'
import type { PhoneFact } from '../phone/Phone'
import type { CallRecord } from '../record/CallRecord'
import type { Finding } from './Finding'
import type { Command } from './Command'
import type { InterruptedCall } from './Interrupted'
import type { Instant } from '../Instant'
import type { DeskSettings } from './Settings'
import type { Wake } from './Wake'

/** Everything that the world tells the desk. Facts are never refused. */
export type Fact =
  | PhoneFact
  | { readonly type: 'recordSaved'; readonly record: CallRecord; readonly openRecords: number }
  | { readonly type: 'recordFetched'; readonly record: CallRecord }
  | { readonly type: 'openRecordsCounted'; readonly openRecords: number }
  | { readonly type: 'commandFailed'; readonly command: Command; readonly problem: string }
  | { readonly type: 'directoryRead'; readonly people: readonly Person[] }
  | { readonly type: 'foundAtStart'; readonly findings: readonly Finding[] }
  /** How far the records of damaged journals have come over; takes the place of what was found of them before. */
  | { readonly type: 'damageMended'; readonly findings: readonly Finding[]; readonly openRecords: number }
  /** Calls in which the app had died, found at its start. */
  | { readonly type: 'callsInterrupted'; readonly calls: readonly InterruptedCall[]; readonly at: Instant }
  | { readonly type: 'woken'; readonly wake: Wake; readonly at: Instant }
  /** Until then nothing rings here, as was asked just now or before the app was last closed. */
  | { readonly type: 'doNotDisturbBegun'; readonly until: Instant; readonly at: Instant }
  | { readonly type: 'settingsChanged'; readonly settings: DeskSettings }

export type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>
