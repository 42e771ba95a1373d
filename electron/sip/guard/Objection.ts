import type { Answer } from './answerTo'

/** Why a request does not get past the guard, and what is said to whoever sent it. */
export interface Objection extends Answer {
  readonly why: string
  /** It is the goodbye of somebody who rings: their call is over by it. */
  readonly hangsUp?: boolean
}

/** An objection with its status, its reason for our log, and the header lines that belong to the answer. */
export function objection(code: number, why: string, ...headers: readonly string[]): Objection {
  return { code, why, headers }
}
