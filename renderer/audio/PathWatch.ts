// A path that is well carries a sign of life every 2.5 s, even on hold (consent, RFC 7675).
const silentMs = 6_500

/**
 * Notices when nothing comes in on any path any more. The browser notices as well, but late where it has several
 * network cards: it waits for each of them to fail.
 */
export class PathWatch {
  #received = 0
  #changedAt: number | undefined

  /** Whether nothing has come in for too long. `received` counts packets of every kind so far, `now` is in milliseconds. */
  isSilent(received: number, now: number): boolean {
    if (received !== this.#received || this.#changedAt === undefined) this.#changedAt = now
    this.#received = received
    return now - this.#changedAt >= silentMs
  }
}
