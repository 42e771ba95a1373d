import type { RegisterAnswer, Registering } from '../../electron/sip/Registering'
import { type Wire, WireTrouble } from '../../electron/wire/Wire'

/** A socket of nothing. A dead one is open, and nobody is at its far end any more. */
interface FakeSocket {
  dead: boolean
}

interface FakeDial {
  readonly opened: Promise<void>
  readonly giveUp: (trouble: WireTrouble) => void
}

/** The answer of an exchange that asked for the password, and got it. */
export const accepted: RegisterAnswer = { accepted: true, sent: 2, expiresSeconds: 300 }

/** The answer of an exchange that will not have us; unless told otherwise, after it was shown the password once. */
export function refusal(
  code: number,
  more: Partial<Extract<RegisterAnswer, { accepted: false }>> = {},
): RegisterAnswer {
  const asked = code === 401 || code === 407
  const signIn = asked ? 'refused' : 'notAsked'
  const usual = { accepted: false, sent: 2, reason: '', retryAfterSeconds: undefined, code, signIn } as const
  return { ...usual, guesses: asked ? (more.sent ?? usual.sent) - 1 : 0, ...more }
}

const handshakeMs = 8_000

/** The way from one phone to its exchange, without sockets and SIP. What becomes of it is up to the test. */
export class FakeRegistering implements Registering {
  /** When a socket was asked for, and when a try to register left (several times, if it took several messages). */
  readonly connects: number[] = []
  readonly registers: number[] = []
  probes = 0
  /** Sockets that we ended ourselves, without being replaced by another. */
  dropped = 0
  /** Sockets that another took the place of. */
  replaced = 0
  calling = false
  /** What stands in the way of a new socket. */
  trouble: WireTrouble | undefined
  answer: () => RegisterAnswer | undefined = () => accepted
  onLost: (trouble: WireTrouble) => void = () => undefined
  readonly wire: Wire
  #socket: FakeSocket | undefined
  #frozen = false
  /** What an exchange that is frozen does when it thaws. */
  readonly #waiting = new Set<() => void>()
  readonly #atTheDoor = new Set<() => void>()
  #closing = false
  #next: FakeDial | undefined

  constructor() {
    const isOpen = () => this.#socket !== undefined && !this.#closing
    this.wire = {
      protocol: 'WSS',
      get isOpen() {
        return isOpen()
      },
      localAddress: undefined,
      open: () => this.connect(),
      renew: () => (this.#next ??= this.#dial()).opened,
      keep: () => this.#next?.giveUp(new WireTrouble('connection-lost', 'given up')),
      send: () => undefined,
      close: () => this.#end(),
      drop: () => this.#end(),
      onText: undefined,
      onClosed: undefined,
    }
  }

  async connect(): Promise<void> {
    if (!this.#socket) await this.wire.renew()
  }

  register(): Promise<RegisterAnswer> {
    // SIP.js answers itself when it can send nothing.
    if (this.#closing) return Promise.resolve(refusal(503, { sent: 1 }))
    const answer = this.answer()
    for (let message = 0; message < (answer?.sent ?? 1); message += 1) this.registers.push(performance.now())
    return this.#asked(answer)
  }

  unregister(): Promise<void> {
    return Promise.resolve()
  }

  async probe(): Promise<void> {
    this.probes += 1
    await this.#asked(true)
  }

  inCall(): boolean {
    return this.calling
  }

  /** The far end closes the socket, or a network cuts it. */
  loses(trouble = new WireTrouble('connection-lost', 'socket closed (1006)')): void {
    this.#socket = undefined
    this.#closing = false
    this.onLost(trouble)
  }

  /** The far end has said that it closes the socket, and has not closed it yet. */
  closes(): void {
    this.#closing = true
  }

  /** Goes away, and nobody answers at its address. */
  goesDown(): void {
    this.trouble = new WireTrouble('nothing-answers', 'ECONNREFUSED')
    if (this.#socket) this.loses()
  }

  isBack(): void {
    this.trouble = undefined
  }

  /** Its sockets stay open, and nothing comes out of them. */
  freezes(): void {
    this.#frozen = true
  }

  thaws(): void {
    this.answersOldFriends()
    for (const goOn of this.#atTheDoor) goOn()
    this.#atTheDoor.clear()
  }

  /** Thaws, but whoever wants another socket waits on. */
  answersOldFriends(): void {
    this.#frozen = false
    for (const goOn of this.#waiting) goOn()
    this.#waiting.clear()
  }

  /** The way that the present socket took leads nowhere now. Another would lead there. */
  losesItsPath(): void {
    if (this.#socket) this.#socket.dead = true
  }

  #asked<Answer>(answer: Answer | undefined): Promise<Answer> {
    const socket = this.#socket
    return new Promise((resolve, reject) => {
      if (!socket) return reject(new Error('no socket'))
      this.#soon(this.#waiting, () => {
        if (socket === this.#socket && !socket.dead && answer !== undefined) resolve(answer)
      })
    })
  }

  #dial(): FakeDial {
    this.connects.push(performance.now())
    let givenUp = false
    let giveUp: (trouble: WireTrouble) => void = () => undefined
    const opened = new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => giveUp(new WireTrouble('no-answer-in-time', 'handshake')), handshakeMs)
      giveUp = trouble => {
        givenUp = true
        clearTimeout(patience)
        this.#next = undefined
        reject(trouble)
      }
      this.#soon(this.#atTheDoor, () => {
        if (givenUp) return
        if (this.trouble) return giveUp(this.trouble)
        clearTimeout(patience)
        this.#next = undefined
        if (this.#socket) this.replaced += 1
        this.#socket = { dead: false }
        resolve()
      })
    })
    opened.catch(() => undefined)
    return { opened, giveUp }
  }

  #soon(waiting: Set<() => void>, then: () => void): void {
    if (this.#frozen) waiting.add(then)
    else queueMicrotask(then)
  }

  #end(): void {
    this.wire.keep()
    if (!this.#socket) return
    this.dropped += 1
    this.loses(new WireTrouble('connection-lost', 'socket closed (1000)'))
  }
}
