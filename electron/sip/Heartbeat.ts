/** How long the exchange may take to answer whether it is there. */
export const probePatienceMs = 2_000
// With the patience this makes a silence known within twelve seconds, and within seven in a call, with a little to spare.
const probeEveryMs = 9_500
const probeEveryInCallMs = 4_500

export interface HeartbeatSurroundings {
  /** Asks whether anybody is there. Resolves at any answer. */
  readonly probe: () => Promise<void>
  readonly inCall: () => boolean
  readonly answered: () => void
  readonly silent: (inARow: number) => void
}

/** Asks the exchange for signs of life: now and then while it answers, again and again while it does not. */
export class Heartbeat {
  readonly #around: HeartbeatSurroundings
  #timer: NodeJS.Timeout | undefined
  #silent = 0
  /** Something came since we asked. */
  #talks = false
  /** Grows with every stop, so that what was asked before is not heard. */
  #round = 0

  constructor(around: HeartbeatSurroundings) {
    this.#around = around
  }

  /** How many times in a row there was no answer. */
  get silent(): number {
    return this.#silent
  }

  /** There was a sign of life: asks for the next when it is time again. */
  rest(): void {
    clearTimeout(this.#timer)
    this.#silent = 0
    this.#timer = setTimeout(() => this.#restOn(), probeEveryInCallMs)
  }

  /** Something came from the exchange, whatever it was: whoever talks is not silent, only late with an answer. */
  overheard(): void {
    this.#talks = true
  }

  /** A call may have begun since, and does not wait for the rest. */
  #restOn(): void {
    if (this.#around.inCall()) return this.ask()
    this.#timer = setTimeout(() => this.ask(), probeEveryMs - probeEveryInCallMs)
  }

  /** Asks at once, and goes on asking. */
  ask(): void {
    clearTimeout(this.#timer)
    const round = this.#round
    this.#wait()
    // An answer that comes late is a sign of life all the same.
    this.#around.probe().then(
      () => void (round === this.#round && this.#heard()),
      () => undefined,
    )
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#round += 1
    this.#silent = 0
  }

  #heard(): void {
    this.rest()
    this.#around.answered()
  }

  #wait(): void {
    this.#talks = false
    this.#timer = setTimeout(() => this.#missed(), probePatienceMs)
  }

  #missed(): void {
    if (this.#talks) return this.#wait()
    this.#silent += 1
    this.ask()
    this.#around.silent(this.#silent)
  }
}
