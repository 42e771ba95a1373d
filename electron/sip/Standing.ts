import type { Registration, Trouble } from '../../domain/phone/Registration'

/** Our standing with the exchange, told whenever it changes. */
export class Standing {
  readonly #now: () => number
  readonly #tell: (registration: Registration) => void
  #registration: Registration | undefined

  constructor(now: () => number, tell: (registration: Registration) => void) {
    this.#now = now
    this.#tell = tell
  }

  get state(): Registration['state'] | undefined {
    return this.#registration?.state
  }

  /** Offline we stay so, and since when, until we are registered. */
  connecting(): void {
    if (this.state !== 'offline' && this.state !== 'connecting')
      this.#become({ state: 'connecting', since: this.#now() })
  }

  registered(): void {
    if (this.state !== 'registered') this.#become({ state: 'registered', since: this.#now() })
  }

  offline(trouble: Trouble, detail: string): void {
    const before = this.#registration
    const since = before?.state === 'offline' ? before.since : this.#now()
    // The same trouble again, every other second, is no news.
    if (before?.state === 'offline' && before.trouble === trouble && before.detail === detail) return
    this.#become({ state: 'offline', since, trouble, detail })
  }

  refused(trouble: Trouble, detail: string): void {
    this.#become({ state: 'refused', since: this.#now(), trouble, detail })
  }

  #become(registration: Registration): void {
    this.#registration = registration
    this.#tell(registration)
  }
}
