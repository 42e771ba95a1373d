import { retryDelay } from './retryDelay'
import type { Advice } from './Wire'

const mostUnwelcome = 3
const slowSeconds = 60
/** Whoever asks for more peace than this is not believed; and a timer of Node's holds no more than 24 days. */
const longestWaitSeconds = 60 * 60

/** When to try again: as the table says (`retryDelay`), and later when the exchange asks for it. */
export class RetrySchedule {
  readonly #random: () => number
  #failures = 0
  #turnedAway = 0
  #shownOut = 0

  constructor(random: () => number) {
    this.#random = random
  }

  get failures(): number {
    return this.#failures
  }

  /** Whether the exchange has thrown us out so often that only a person may decide to come again. */
  get isOver(): boolean {
    return this.#shownOut >= mostUnwelcome
  }

  /** How long to wait after one more failure, in milliseconds. */
  next({ waitSeconds = 0, unwelcome }: Advice = {}): number {
    this.#failures += 1
    if (unwelcome === 'shown out') this.#shownOut += 1
    if (unwelcome === 'at the door') this.#turnedAway += 1
    const usual = retryDelay(this.#failures, this.#random())
    const asked = this.#turnedAway < mostUnwelcome ? waitSeconds : Math.max(slowSeconds, waitSeconds)
    if (asked <= 0) return usual
    // A whole office is told the same; it must not come back in the same second.
    const spread = this.#random() * Math.min(30, Math.max(2, asked / 2))
    return Math.max(usual, (Math.min(longestWaitSeconds, asked) + spread) * 1_000)
  }

  /** Begins the table anew. */
  startOver(): void {
    this.#failures = 0
  }

  /** We are in. That we may be shown out again right away is not forgotten. */
  letIn(): void {
    this.#failures = this.#turnedAway = 0
  }

  /** Whatever the exchange did is forgotten. */
  forgive(): void {
    this.#failures = this.#turnedAway = this.#shownOut = 0
  }
}
