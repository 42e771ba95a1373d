import { Failure } from '../../domain/Failure'
import type { Invitation, Party } from '../../domain/phone/Invitation'
import type { EndedBy, Microphone, Phone, PhoneCommand, PhoneFact } from '../../domain/phone/Phone'
import { nine } from './aCall'
import { anInvitation } from './cast'

/**
 * A telephone without a wire. It writes down what it was asked to do, and tells what a test says has happened; it
 * never does the one because of the other. Its clock moves on by a second with each fact.
 */
export class FakePhone implements Phone {
  readonly performed: PhoneCommand[] = []
  readonly #listeners = new Set<(fact: PhoneFact) => void>()
  readonly #refusals = new Map<PhoneCommand['type'], string>()
  #at = nine
  #calls = 0
  /** The call that a test means when it names none: the last that rang or was placed. */
  callId = ''

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
    this.callId = `call-${this.#calls}`
    const { callId } = this
    this.tells({ type: 'callInvited', callId, invitation: anInvitation(changes), at: this.#now() })
    return callId
  }

  /** The call that we asked for with `dial` is on its way. */
  places(to: Party): void {
    const dial = this.performed.findLast(command => command.type === 'dial')
    if (!dial) throw new Error('nobody asked the phone to dial')
    this.callId = dial.callId
    this.tells({ type: 'callPlaced', callId: dial.callId, accountId: dial.accountId, to, at: this.#now() })
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

  #now(): number {
    this.#at += 1_000
    return this.#at
  }
}
