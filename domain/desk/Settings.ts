import type { GatePolicy } from '../capture/capturePolicy'
import type { LineSigns } from '../phone/classifyLine'
import type { Dialling } from '../phone/readingsOf'

/** One extension we register as, as far as the rules need to know it. */
export interface Account extends LineSigns, Dialling {
  readonly accountId: string
  readonly extension: string
  readonly displayName: string
  /** The host that addresses at this phone system name; what is at another is not ours to call. */
  readonly domain?: string
}

/** A number of ours that callers dial, and the company name to answer it with. */
export interface CalledNumber {
  readonly number: string
  readonly answerAs: string
}

export const locales = ['en', 'ja'] as const

/** A language that the app and its phrases are written in. */
export type Locale = (typeof locales)[number]

/** What the user or the administrator has decided, as far as the rules and the rooms need to know it. */
export interface DeskSettings {
  readonly accounts: readonly Account[]
  readonly calledNumbers: readonly CalledNumber[]
  readonly gate: GatePolicy
  /** The language for whoever has not chosen another. */
  readonly locale: Locale
  readonly handOver: HandOverSettings
  /** How many calls may ring and be up at once; whoever calls then hears busy. */
  readonly callsAtOnce: number
  /** The callers are made up, and so is the exchange. */
  readonly practice?: boolean
}

/** How callers are handed over here. */
export interface HandOverSettings {
  readonly default: 'announce' | 'send'
  /** Our own patience with a colleague who does not answer; shorter than the exchange's. */
  readonly noAnswerSeconds: number
  /** `join`: a leg of our own and REFER with Replaces. `refer`: a plain REFER, for exchanges that know no other. */
  readonly method: 'join' | 'refer'
}
