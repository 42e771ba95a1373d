/** The time by which the practice exchange lives. */
export interface PracticeClock {
  /** Milliseconds since some moment, which never go back. */
  now(): number
  /** Runs something later, unless it is called off by what is returned. */
  after(ms: number, run: () => void): () => void
}

/** The time of the wall. */
export const wallClock: PracticeClock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Everything that waits for its time, so that it can be counted, and called off all at once. */
export class Waits implements PracticeClock {
  readonly #clock: PracticeClock
  readonly #waits = new Set<() => void>()

  constructor(clock: PracticeClock) {
    this.#clock = clock
  }

  get count(): number {
    return this.#waits.size
  }

  now(): number {
    return this.#clock.now()
  }

  after(ms: number, run: () => void): () => void {
    const callOff = this.#clock.after(ms, () => {
      this.#waits.delete(end)
      run()
    })
    const end = () => {
      this.#waits.delete(end)
      callOff()
    }
    this.#waits.add(end)
    return end
  }

  endAll(): void {
    for (const end of this.#waits) end()
  }
}
