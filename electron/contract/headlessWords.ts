import type { AudioOrder } from './audioContract'
import type { CallName, Reply, Shown } from './contract'

/** What a page says to a desk without Electron, one JSON text each. */
export interface FromPage {
  readonly id: number
  readonly name: CallName
  readonly input: unknown
}

/** What a desk without Electron says to its pages. */
export type FromDesk =
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly type: 'shown'; readonly shown: Shown }
  | { readonly type: 'audioOrder'; readonly order: AudioOrder }
  | { readonly type: 'audioOwner'; readonly owner: boolean }

export const wordFor = (said: FromPage | FromDesk): string => JSON.stringify(said)
