import { assertNever } from '../../domain/assertNever'
import { Failure } from '../../domain/Failure'
import type { Phone, PhoneCommand, PhoneFact } from '../../domain/phone/Phone'
import type { AudioPort } from '../audio/AudioPort'
import type { Wire } from '../wire/Wire'
import { type AccountSurroundings, SipAccount } from './SipAccount'
import type { SipAccountSettings } from './SipAccountSettings'

export interface SipPhoneSurroundings extends Omit<AccountSurroundings, 'wire' | 'tell'> {
  readonly audio: AudioPort
  readonly openWire: (account: SipAccountSettings) => Wire
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
        new SipAccount(settings, { ...around, wire, tell: fact => this.#tell(fact) }),
      )
    }
    around.audio.onNews(news => {
      if (news.type === 'microphone') this.#tell({ type: 'microphoneChecked', microphone: news.microphone })
      if (news.type === 'microphoneLost') this.#tell({ type: 'callSilenced', callId: news.legId, why: 'lost' })
      if (news.type === 'heard') this.#tell({ type: 'callHeard', callId: news.legId })
    })
  }

  start(): void {
    for (const account of this.#accounts.values()) account.start()
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#accounts.values()].map(account => account.stop()))
  }

  onFact(listener: (fact: PhoneFact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async perform(command: PhoneCommand): Promise<void> {
    switch (command.type) {
      case 'registerAgain':
        return this.#account(command.accountId).registerAgain()
      case 'dial':
        return this.#account(command.accountId).dial(command.callId, command.number)
      case 'answer':
        return this.#of(command.callId).answer(command.callId, command.microphoneFirst)
      case 'decline':
        return this.#of(command.callId).decline(command.callId)
      case 'hangUp':
        return this.#of(command.callId).hangUp(command.callId)
      case 'hold':
        return this.#of(command.callId).hold(command.callId)
      case 'resume':
        return this.#of(command.callId).resume(command.callId)
      case 'mute':
        return this.#of(command.callId).mute(command.callId, command.muted)
      case 'openMicrophone':
        return this.#of(command.callId).openMicrophone(command.callId)
      case 'sendDigits':
        return this.#of(command.callId).sendDigits(command.callId, command.digits)
      default:
        return assertNever(command)
    }
  }

  #account(accountId: string): SipAccount {
    const account = this.#accounts.get(accountId)
    if (!account) throw new Failure('That extension is not set up here.')
    return account
  }

  #of(callId: string): SipAccount {
    const account = [...this.#accounts.values()].find(each => each.has(callId))
    if (!account) throw new Failure('That call is over.')
    return account
  }

  #tell(fact: PhoneFact): void {
    for (const listener of this.#listeners) listener(fact)
  }
}
