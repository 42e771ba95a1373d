import { assertNever } from '../../domain/assertNever'
import { Failure } from '../../domain/Failure'
import type { Phone, PhoneCommand, PhoneFact } from '../../domain/phone/Phone'
import type { AudioPort } from '../audio/AudioPort'
import type { Wire } from '../wire/Wire'
import type { CallSurroundings } from './CallSurroundings'
import { SipAccount, type SipHoldings } from './SipAccount'
import type { Replacing } from './Replacing'
import type { SipCalls } from './SipCalls'
import type { SipAccountSettings } from './SipAccountSettings'

export interface SipPhoneSurroundings extends Omit<CallSurroundings, 'wire' | 'tell'> {
  readonly audio: AudioPort
  readonly openWire: (account: SipAccountSettings) => Wire
  /** The UUID by which a registrar knows an account of this profile again, at every start (RFC 5626). */
  readonly instanceOf: (accountId: string) => string
}

/** The telephone made of SIP.js: every extension we have, behind one seam. It decides nothing. */
export class SipPhone implements Phone {
  readonly #accounts = new Map<string, SipAccount>()
  readonly #listeners = new Set<(fact: PhoneFact) => void>()

  constructor(accounts: readonly SipAccountSettings[], around: SipPhoneSurroundings) {
    for (const settings of accounts) {
      const wire = around.openWire(settings)
      this.#accounts.set(
        settings.accountId,
        new SipAccount(settings, around.instanceOf(settings.accountId), {
          ...around,
          wire,
          tell: fact => this.#tell(fact),
        }),
      )
    }
    around.audio.onNews(news => {
      if (news.type === 'microphone') this.#tell({ type: 'microphoneChecked', microphone: news.microphone })
      if (news.type === 'microphoneLost') this.#tell({ type: 'callSilenced', callId: news.legId, why: 'lost' })
      if (news.type === 'heard') this.#tell({ type: 'callHeard', callId: news.legId })
    })
  }

  /** What is kept for calls right now, of all extensions together. */
  get holds(): SipHoldings {
    const all = [...this.#accounts.values()].map(({ holds }) => holds)
    const sum = (kind: keyof SipHoldings) => all.reduce((count, holds) => count + holds[kind], 0)
    return { legs: sum('legs'), sessions: sum('sessions'), dialogs: sum('dialogs'), transactions: sum('transactions') }
  }

  start(): void {
    for (const account of this.#accounts.values()) account.start()
  }

  /** The machine woke up, or has another address than before. */
  wake(why: 'slept' | 'address'): void {
    for (const account of this.#accounts.values()) account.wake(why)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#accounts.values()].map(account => account.stop()))
  }

  onFact(listener: (fact: PhoneFact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async perform(command: PhoneCommand): Promise<void> {
    if (command.type === 'registerAgain') return this.#account(command.accountId).start()
    if (command.type === 'dial') {
      return this.#account(command.accountId).calls.placing.dial(command.callId, command.number, command.into)
    }
    if (isRecovery(command)) return recover(this.#account(command.accountId).calls.replacing, command)
    const calls = this.#callsOf(command.callId)
    // To end or to hold what is over already is no failure.
    if (!calls && (command.type === 'hangUp' || command.type === 'hold')) return
    if (!calls) throw new Failure('That call is over.')
    return carryOut(calls, command)
  }

  #account(accountId: string): SipAccount {
    const account = this.#accounts.get(accountId)
    if (!account) throw new Failure('That extension is not set up here.')
    return account
  }

  #callsOf(callId: string): SipCalls | undefined {
    return [...this.#accounts.values()].find(({ calls }) => calls.legs.has(callId))?.calls
  }

  #tell(fact: PhoneFact): void {
    for (const listener of this.#listeners) listener(fact)
  }
}

type Recovery = Extract<PhoneCommand, { type: 'takeBack' | 'askAfter' | 'letGo' }>

function isRecovery(command: PhoneCommand): command is Recovery {
  return command.type === 'takeBack' || command.type === 'askAfter' || command.type === 'letGo'
}

function recover(replacing: Replacing, command: Recovery): Promise<void> {
  switch (command.type) {
    case 'takeBack':
      return replacing.takeBack(command.callId, command.dialog, command)
    case 'askAfter':
      return replacing.askAfter(command.callId, command.dialog)
    case 'letGo':
      return replacing.letGo(command.callId, command.dialog)
    default:
      return assertNever(command)
  }
}

function carryOut(
  calls: SipCalls,
  command: Exclude<PhoneCommand, { type: Recovery['type'] | 'registerAgain' | 'dial' }>,
): Promise<void> {
  const { callId } = command
  switch (command.type) {
    case 'answer':
      return calls.answer(callId, command.microphoneFirst)
    case 'decline':
      return calls.decline(callId)
    case 'hangUp':
      return calls.hangUp(callId)
    case 'hold':
      return calls.holding.hold(callId)
    case 'resume':
      return calls.holding.resume(callId)
    case 'mute':
      return calls.mute(callId, command.muted)
    case 'openMicrophone':
      return calls.openMicrophone(callId)
    case 'sendDigits':
      return calls.sendDigits(callId, command.digits)
    case 'consult':
      return calls.placing.consult(callId, command.legId, command.plan)
    case 'join':
      return calls.join(callId, command.legId)
    case 'refer':
      return calls.refer(callId, command.legId, command.plan)
    case 'answerRequest':
      return calls.placing.answerRequest(callId, command.agreed)
    default:
      return assertNever(command)
  }
}
