import type { IncomingReferRequest } from 'sip.js/lib/core/index.js'
import { Ear } from './Ear'
import { Manners } from './Manners'
import { beatSamples, type Metronome } from './Metronome'
import type { EndedBy, LegEvent, LegState, PracticeLeg } from './PracticeLeg'
import { type FarEnd, nobodyThere, type UserLeg } from './UserLeg'
import { type Said, Voice } from './Voice'

/** A call that rings at somebody's, by whichever way it came. */
export interface RingingHere {
  progress(): void
  /** Answers whether there was still somebody to be answered. */
  accept(): Promise<boolean>
  refuse(statusCode: number): void
}

export type Who = Pick<PracticeLeg, 'number' | 'name' | 'line' | 'began'>

/** What the exchange does for them. */
export interface OfExchange {
  readonly metronome: Metronome
  referred(party: OtherParty, leg: UserLeg, request: IncomingReferRequest): void
  changed(party: OtherParty): void
}

/** Somebody at the far end: a voice, an ear, and either the user or somebody else to speak with. */
export class OtherParty implements PracticeLeg {
  readonly number: string
  readonly name: string
  readonly line: PracticeLeg['line']
  readonly began: PracticeLeg['began']
  readonly #exchange: OfExchange
  readonly #listeners = new Set<(event: LegEvent) => void>()
  readonly #voice = new Voice()
  readonly #ear = new Ear()
  readonly #manners = new Manners()
  #state: LegState = 'ringing'
  #user: UserLeg | undefined
  #ringing: RingingHere | undefined
  #partner: OtherParty | undefined
  #rest: (() => void) | undefined

  constructor(who: Who, exchange: OfExchange) {
    this.number = who.number
    this.name = who.name
    this.line = who.line
    this.began = who.began
    this.#exchange = exchange
  }

  get state(): LegState {
    return this.#state
  }

  get isHeldByUser(): boolean {
    return this.#user?.isHeld ?? false
  }

  get userSpeaks(): boolean {
    return this.#ear.hearsVoice
  }

  /** The leg of the user's that they are on, while it is up or rings. */
  get user(): UserLeg | undefined {
    return this.#user
  }

  on(listener: (event: LegEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  say(samples: Int16Array): Promise<Said> {
    return this.#state === 'ended' ? Promise.resolve('interrupted') : this.#voice.say(samples)
  }

  hush(): void {
    this.#voice.hush()
  }

  hold(on: boolean): void {
    this.#voice.playMusic(on)
  }

  async answer(): Promise<void> {
    const ringing = this.#ringing
    this.#ringing = undefined
    if (ringing && (await ringing.accept())) this.#talk()
  }

  refuse(statusCode: number): void {
    const ringing = this.#ringing
    if (!ringing) return
    this.#end('themselves', statusCode)
    ringing.refuse(statusCode)
  }

  hangUp(): void {
    if (this.#ringing) return this.refuse(480)
    this.end('themselves')
  }

  heard(): Int16Array {
    return this.#ear.heard
  }

  /** They are on this leg of the user's now: the first, or one that takes its place (RFC 3891). */
  meet(user: UserLeg): void {
    const before = this.isHeldByUser
    this.#leaveUser()
    this.#user = user
    user.farEnd = this.#farEnd(user)
    if (before && !user.isHeld) this.#tell({ type: 'takenBack' })
  }

  /** A call rings at theirs. */
  ring(ringing: RingingHere): void {
    this.#ringing = ringing
  }

  /** Tells the one who calls them that it rings. */
  progress(): void {
    this.#ringing?.progress()
    this.#tell({ type: 'ringing' })
  }

  /** The user asks to bring them elsewhere. */
  isSentTo(number: string): void {
    this.#tell({ type: 'sentTo', number })
  }

  /** The user's phone rings for them again. */
  isRecalled(user: UserLeg, from: string): void {
    this.#state = 'ringing'
    this.meet(user)
    this.#tell({ type: 'recalled', from })
  }

  /** Handed over: they speak with each other. The user's leg is the exchange's to end. */
  join(partner: OtherParty): void {
    this.#leaveUser()
    this.#partner = partner
    this.#state = 'joined'
    this.#follow()
    this.#exchange.changed(this)
    this.#tell({ type: 'joinedWith', leg: partner })
  }

  /** They stay on the line without the user, and wait. */
  waitAlone(): void {
    this.#leaveUser()
  }

  /** Their part is over. */
  end(by: EndedBy, code?: number): void {
    const user = this.#user
    this.#end(by, code)
    user?.hangUp()
  }

  #leaveUser(): void {
    if (this.#user) this.#user.farEnd = nobodyThere
    this.#user = undefined
  }

  #farEnd(user: UserLeg): FarEnd {
    return {
      rang: () => this.#tell({ type: 'ringing' }),
      answered: () => this.#talk(),
      heldByUser: held => {
        this.#manners.rest()
        this.#tell({ type: held ? 'heldByUser' : 'takenBack' })
      },
      referred: request => this.#exchange.referred(this, user, request),
      over: code => this.#end('user', code),
      heard: samples => this.#ear.take(samples),
      pressed: key => this.#tell({ type: 'keyPressed', key }),
    }
  }

  #talk(): void {
    if (this.#state !== 'ringing') return
    this.#state = 'talking'
    this.#follow()
    this.#exchange.changed(this)
    this.#tell({ type: 'answered' })
  }

  #follow(): void {
    this.#rest ??= this.#exchange.metronome.follow(() => this.#beat())
  }

  #beat(): void {
    const packet = this.#voice.next()
    if (this.#partner) this.#partner.#ear.take(packet ?? new Int16Array(beatSamples))
    else if (!this.isHeldByUser) this.#user?.sound.send(packet)
    const news = this.#ear.beat()
    if (!this.#user) return this.#manners.rest()
    for (const each of news) this.#tell({ type: each === 'speaks' ? 'userSpeaks' : 'userSilent' })
    if (this.isHeldByUser || this.#voice.isMusic) return this.#manners.rest()
    const lapse = this.#manners.take(this.#ear.hearsVoice, this.#voice.isSounding)
    if (lapse) this.#tell({ type: lapse })
  }

  #end(by: EndedBy, code: number | undefined): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#rest?.()
    this.#ringing = undefined
    this.#user = undefined
    this.#voice.hush()
    const partner = this.#partner
    this.#partner = undefined
    this.#exchange.changed(this)
    this.#tell({ type: 'ended', by, code })
    partner?.end('partner')
  }

  #tell(event: LegEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
