import { Failure } from '../../domain/Failure'
import type { Invitation, Party } from '../../domain/phone/Invitation'
import type { EndedBy, Microphone, Phone, PhoneCommand, PhoneFact } from '../../domain/phone/Phone'
import type { HandOverPlan } from '../../domain/handover/HandOver'
import { aDialog } from './anInterrupted'
import { anInvitation } from './cast'
import { FakeClock } from './FakeClock'

/**
 * A telephone without a wire. It writes down what it was asked to do, and tells what a test says has happened; it
 * never does the one because of the other. Its clock moves on by a second with each fact.
 */
export class FakePhone implements Phone {
  readonly performed: PhoneCommand[] = []
  readonly #listeners = new Set<(fact: PhoneFact) => void>()
  readonly #refusals = new Map<PhoneCommand['type'], string>()
  readonly clock: FakeClock
  readonly #prefix: string
  #calls = 0
  /** The call that a test means when it names none: the last that rang or was placed. */
  callId = ''

  /** Another clock and other call ids: for an app that starts again. */
  constructor(clock = new FakeClock(), prefix = 'call') {
    this.clock = clock
    this.#prefix = prefix
  }

  perform(command: PhoneCommand): Promise<void> {
    this.performed.push(command)
    const why = this.#refusals.get(command.type)
    return why === undefined ? Promise.resolve() : Promise.reject(new Failure(why))
  }

  onFact(listener: (fact: PhoneFact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tells(fact: PhoneFact): void {
    for (const listener of this.#listeners) listener(fact)
  }

  /** From now on it fails at this. */
  refuses(type: PhoneCommand['type'], why: string): void {
    this.#refusals.set(type, why)
  }

  /** From now on it does so again. */
  obeys(type: PhoneCommand['type']): void {
    this.#refusals.delete(type)
  }

  isReady(): void {
    this.registers()
    this.tells({ type: 'audioRoomChanged', open: true })
    this.findsMicrophone('ready')
  }

  registers(accountId = 'main'): void {
    this.tells({ type: 'registrationChanged', accountId, registration: { state: 'registered', since: this.#now() } })
  }

  losesTheExchange(accountId = 'main'): void {
    const registration = { state: 'offline', since: this.#now(), trouble: 'connection-lost', detail: '' } as const
    this.tells({ type: 'registrationChanged', accountId, registration })
  }

  findsMicrophone(microphone: Microphone): void {
    this.tells({ type: 'microphoneChecked', microphone })
  }

  rings(changes: Partial<Invitation> = {}): string {
    this.#calls += 1
    this.callId = `${this.#prefix}-${this.#calls}`
    const { callId } = this
    this.tells({ type: 'callInvited', callId, invitation: anInvitation(changes), at: this.#now() })
    return callId
  }

  /** The call that we asked for with `dial` is on its way. */
  places(to: Party): void {
    const dial = this.performed.findLast(command => command.type === 'dial')
    if (!dial) throw new Error('nobody asked the phone to dial')
    this.callId = dial.callId
    const { callId, accountId, into } = dial
    this.tells({ type: 'callPlaced', callId, accountId, to, into, at: this.#now() })
  }

  /** The leg to a colleague that we asked for is on its way. Returns its id. */
  consults(): string {
    const { callId, legId, plan } = this.#last('consult')
    this.tells({ type: 'consultationPlaced', callId, legId, plan, at: this.#now() })
    return legId
  }

  ringsThere(callId: string): void {
    this.tells({ type: 'farEndRinging', callId, at: this.#now() })
  }

  /** The exchange takes on to join the two that we asked it to join. */
  acceptsJoin(): void {
    const { callId, legId } = this.#last('join')
    this.tells({ type: 'joinAccepted', callId, legId, at: this.#now() })
  }

  /** The exchange takes on to bring the caller elsewhere by itself. */
  acceptsRefer(): HandOverPlan {
    const { callId, legId, plan } = this.#last('refer')
    this.tells({ type: 'referAccepted', callId, legId, plan, at: this.#now() })
    return plan
  }

  /** What the exchange says becomes of it. */
  reports(code: number, callId = this.callId): void {
    this.tells({ type: 'referReported', callId, code, at: this.#now() })
  }

  /** The exchange puts somebody else on the line. */
  changesParty(party: Party, callId = this.callId): void {
    this.tells({ type: 'partyChanged', callId, party, at: this.#now() })
  }

  #last<Type extends PhoneCommand['type']>(type: Type): Extract<PhoneCommand, { type: Type }> {
    const command = this.performed.findLast(each => each.type === type)
    if (!command) throw new Error(`nobody asked the phone to ${type}`)
    return command as Extract<PhoneCommand, { type: Type }>
  }

  connects(callId = this.callId): void {
    this.tells({ type: 'callAnswered', callId, at: this.#now() })
  }

  holds(callId = this.callId): void {
    this.tells({ type: 'callHeld', callId, at: this.#now() })
  }

  resumes(callId = this.callId): void {
    this.tells({ type: 'callResumed', callId, at: this.#now() })
  }

  isHungUp(by: EndedBy, callId = this.callId): void {
    this.tells({ type: 'callEnded', callId, by, code: undefined, elsewhere: false, at: this.#now() })
  }

  isRefused(code: number, callId = this.callId): void {
    this.tells({ type: 'callEnded', callId, by: 'them', code, elsewhere: false, at: this.#now() })
  }

  isTakenElsewhere(callId = this.callId): void {
    this.tells({ type: 'callEnded', callId, by: 'them', code: undefined, elsewhere: true, at: this.#now() })
  }

  /** The exchange has given the leg its name. */
  identifies(callId = this.callId, dialog = aDialog(callId)): void {
    this.tells({ type: 'legIdentified', callId, dialog })
  }

  breaksSound(callId = this.callId): void {
    this.tells({ type: 'soundBroken', callId, at: this.#now() })
  }

  mendsSound(callId = this.callId): void {
    this.tells({ type: 'soundMended', callId })
  }

  /** The leg of a call in which the app had died is ours again, under a new name. */
  takesBack(callId: string): void {
    this.tells({ type: 'callTakenBack', callId, dialog: aDialog(`${callId} again`), at: this.#now() })
  }

  findsStillUp(callId: string): void {
    this.tells({ type: 'callStillUp', callId })
  }

  findsGone(callId: string): void {
    this.tells({ type: 'callGone', callId })
  }

  #now(): number {
    this.clock.passes(1_000)
    return this.clock.now()
  }
}
