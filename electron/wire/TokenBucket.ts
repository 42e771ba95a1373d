/** Lets through so many at once, and then so many a second. It keeps no clock: whoever asks says what time it is. */
export class TokenBucket {
  readonly #burst: number
  readonly #perSecond: number
  #tokens: number
  #at: number | undefined

  constructor(burst: number, perSecond: number) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#tokens = burst
  }

  /** Takes so many tokens and returns 0; when there are fewer, takes none and says in how many ms there will be. */
  take(count: number, now: number): number {
    const passed = Math.max(0, now - (this.#at ?? now))
    this.#at = now
    this.#put((passed * this.#perSecond) / 1_000)
    const missing = count - this.#tokens
    if (missing > 0) return Math.ceil((missing * 1_000) / this.#perSecond)
    this.#tokens -= count
    return 0
  }

  /** Puts back what was taken and not needed. Less than nothing, when more was needed than was taken. */
  giveBack(count: number): void {
    this.#put(count)
  }

  #put(count: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + count)
  }
}
