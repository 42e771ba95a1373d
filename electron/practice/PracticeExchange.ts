import { randomBytes } from 'node:crypto'
import { sameNumber } from '../../domain/practice/sameAs'
import { Calls } from './Calls'
import type { Caller } from './invitation'
import type { OtherParty } from './OtherParty'
import type { Behaviour, Person } from './Person'
import { type PracticeClock, Waits, wallClock } from './PracticeClock'
import type { PracticeLeg } from './PracticeLeg'
import { type PracticeSettings, practiceSettings } from './practiceSettings'
import { Registrar } from './Registrar'
import { SipCore } from './SipCore'
import { SipDoor } from './SipDoor'
import { type Lamp, Lamps } from './Lamps'
import { Transfers, type TransfersWanted } from './Transfers'

export interface PracticeOptions {
  /** The user's own extension, and who they are. */
  readonly extension?: string
  readonly displayName?: string
  readonly country?: string
  /** Who else can be called. */
  readonly people?: readonly Person[]
  /** How it brings somebody to a number; 20 seconds, and as most exchanges do, unless it says otherwise. */
  readonly sending?: Partial<Pick<TransfersWanted, 'ringsForMs' | 'succeedsWhen'>>
  readonly clock?: PracticeClock
  /** Answers numbers from 0 up to 1; nothing secret is made of them. */
  readonly random?: () => number
  /** Answers secrets: passwords and nonces. */
  readonly token?: () => string
  readonly note?: (line: string) => void
}

/** What the exchange keeps; none of it when it has been closed, and only sockets when there is no call. */
export interface PracticeHoldings {
  readonly sockets: number
  /** People on the line or ringing. */
  readonly people: number
  /** Legs to the user's phone, each with its peer connection. */
  readonly legs: number
  readonly dialogs: number
  readonly timers: number
  /** Transactions of SIP; some outlive their call by half a minute (RFC 6026). */
  readonly transactions: number
  /** Subscriptions to lamps. */
  readonly lamps: number
}

/** A small exchange for practice: SIP over WebSocket on the loopback address, and people with voices. */
export interface PracticeExchange {
  /** The account by which the app reaches it. */
  readonly settings: PracticeSettings
  /** The password of this run. Nobody registers without it. */
  readonly password: string
  readonly isRegistered: boolean
  /** Hears whenever the app has registered, or is gone. Returns how to stop it. */
  onRegistration(listener: (isRegistered: boolean) => void): () => void
  /** Rings the user for somebody, who can be called back from then on. */
  ring(caller: Caller): PracticeLeg
  /** Hears of every call to a number, by the user or by a hand-over, before it rings there. Returns how to stop it. */
  onCallTo(number: string, listener: (leg: PracticeLeg) => void): () => void
  /** From now on somebody does so when their phone is called. */
  behaves(number: string, behaviour: Behaviour): void
  holds(): PracticeHoldings
  /** Ends every call, and gives everything back. */
  close(): Promise<void>
}

const answersSoon = { behaviour: { kind: 'answers', afterMs: 1_500 } } as const

/** Opens the exchange, on a port that is free. It lives until it is closed. */
export async function openPracticeExchange(options: PracticeOptions = {}): Promise<PracticeExchange> {
  const { extension = '200', displayName = '', country = 'GB', note = () => undefined } = options
  const { random = Math.random, token = () => randomBytes(18).toString('base64url') } = options
  const clock = new Waits(options.clock ?? wallClock)
  const password = token()
  const people = new Map((options.people ?? []).map(person => [person.number, person]))
  const listeners = new Map<string, Set<(leg: PracticeLeg) => void>>()
  const onRegistration = new Set<(isRegistered: boolean) => void>()

  const registrar = new Registrar({ username: extension, realm: 'practice', password }, clock, token)
  registrar.onChange = () => {
    note(registrar.contact ? 'the phone has registered' : 'the phone is gone')
    for (const listener of onRegistration) listener(registrar.contact !== undefined)
  }
  const door = await SipDoor.open({
    said: (socket, text) => sip.receive(socket, text),
    left: socket => {
      calls.socketLeft(socket)
      registrar.left(socket)
    },
  })
  const settings = practiceSettings(door.port, { extension, displayName, country })
  const sip = new SipCore({
    registrar,
    domain: settings.domain,
    port: door.port,
    token,
    note,
    delegate: {
      onInvite: request => calls.take(request),
      onSubscribe: request => lamps.take(request),
      onMessage: request => void request.accept(),
    },
  })
  // A number is known in each of its spellings: as it is dialled in the country, and as it is shown abroad.
  const personAt = (number: string) =>
    people.get(number) ??
    [...people.values()].find(person => sameNumber(person.number, [number]) || sameNumber(number, [person.number]))
  const called = (leg: PracticeLeg) => {
    for (const listener of listeners.get(leg.number) ?? []) listener(leg)
  }
  const calls: Calls = new Calls({
    sip,
    settings,
    registrar,
    clock,
    random,
    note,
    personAt,
    called,
    changed: number => lamps.changed(number),
    referred: (party, leg, request) => transfers.refer(party, leg, request),
  })
  const lamps = new Lamps({ sip, clock, token, lampOf: number => lampOf(people.get(number), calls.parties) })
  const sending = { ringsForMs: 20_000, succeedsWhen: 'ringing', ...options.sending } as const
  const transfers = new Transfers({ calls, clock, personAt, called, ...sending })
  note(`practice exchange on port ${door.port}`)

  return {
    settings,
    password,
    get isRegistered() {
      return registrar.contact !== undefined
    },
    onRegistration(listener) {
      onRegistration.add(listener)
      return () => onRegistration.delete(listener)
    },
    ring(caller): OtherParty {
      // Whoever has called can be called back, but not at a number that may be anybody's.
      const isTheirs = !caller.isWithheld && caller.line !== 'unverified'
      if (isTheirs && !people.has(caller.number)) people.set(caller.number, { ...answersSoon, ...caller })
      return calls.ring(caller)
    },
    onCallTo(number, listener) {
      const all = listeners.get(number) ?? new Set()
      listeners.set(number, all.add(listener))
      return () => all.delete(listener)
    },
    behaves(number, behaviour) {
      people.set(number, { number, name: people.get(number)?.name ?? '', behaviour })
      lamps.changed(number)
    },
    holds: () => ({
      sockets: door.count,
      people: calls.parties.size,
      legs: calls.legCount,
      dialogs: sip.core.dialogs.size,
      timers: clock.count,
      lamps: lamps.count,
      transactions: sip.core.userAgentClients.size + sip.core.userAgentServers.size,
    }),
    async close() {
      await calls.endAll()
      lamps.endAll()
      await door.close()
      sip.dispose()
      clock.endAll()
    },
  }
}

function lampOf(person: Person | undefined, parties: ReadonlySet<PracticeLeg>): Lamp | undefined {
  if (!person) return undefined
  const theirs = [...parties].filter(({ number }) => number === person.number)
  const isTalking = theirs.some(({ state, began }) => state !== 'ringing' || began === 'by them')
  if (person.behaviour.kind === 'busy' || isTalking) return 'confirmed'
  return theirs.length > 0 ? 'early' : 'terminated'
}
