import { SIPExtension, UserAgent } from 'sip.js'
import { URI } from 'sip.js/lib/core/index.js'
import { troubleOf } from '../wire/troubleOf'
import type { CallSurroundings } from './CallSurroundings'
import { dialogStateOf, legOf } from './dialogsOf'
import { escaped } from './escaped'
import { Door } from './guard/Door'
import { SipCalls } from './SipCalls'
import { Registrant } from './Registrant'
import type { SipAccountSettings } from './SipAccountSettings'
import { SignIn } from './signIn/SignIn'
import { SipRegistering } from './SipRegistering'
import { WireTransport, type WireTransportOptions } from './WireTransport'

// The exchange decides how long a call may ring; SIP.js's own minute would end it behind our back.
const ringForeverSeconds = 24 * 60 * 60

/** How much is kept for calls: none of it when there is no call. */
export interface SipHoldings {
  readonly legs: number
  readonly sessions: number
  readonly dialogs: number
  readonly transactions: number
}

/** One extension at one exchange, made of SIP.js: it translates, it decides nothing. */
export class SipAccount {
  readonly calls: SipCalls
  readonly #registrant: Registrant
  readonly #agent: UserAgent

  constructor(settings: SipAccountSettings, instance: string, around: CallSurroundings) {
    const agent = new UserAgent({
      uri: new URI('sip', settings.extension, settings.domain),
      displayName: escaped(settings.displayName),
      transportConstructor: WireTransport,
      transportOptions: {
        wire: around.wire,
        door: this.#door(settings, around),
        overheard: () => this.#registrant.overheard(),
      } satisfies WireTransportOptions,
      contactParams: { transport: around.wire.protocol.toLowerCase() },
      sessionDescriptionHandlerFactory: session => this.calls.legs.handlerOf(session),
      sipExtensionReplaces: SIPExtension.Supported,
      noAnswerTimeout: ringForeverSeconds,
      userAgentString: 'Phone Duty',
      // Its own log would show the Authorization header.
      logBuiltinEnabled: false,
      logConfiguration: false,
      delegate: {
        onInvite: invite => this.calls.ring(invite),
        onDisconnect: error => {
          this.calls.lifeline.lostSocket()
          this.#registrant.lost(troubleOf(error))
        },
        // Nobody may make us call somebody from outside a call (RFC 3515 leaves it to us).
        onRefer: referral => void referral.reject(),
        onMessage: message => void message.reject(),
        onNotify: notification => void notification.accept(),
      },
    })
    this.#agent = agent
    this.calls = new SipCalls(agent, settings, around)
    const signIn = new SignIn(agent.userAgentCore, { username: settings.extension, password: settings.password })
    const inCall = () => this.calls.legs.areUp
    const registering = new SipRegistering({ agent, signIn, instance, wire: around.wire, inCall })
    this.#registrant = new Registrant(registering, {
      now: around.now,
      uptime: () => performance.now(),
      random: around.random,
      tell: registration => {
        around.tell({ type: 'registrationChanged', accountId: settings.accountId, registration })
        this.calls.lifeline.registrationChanged(registration)
      },
      replaced: () => this.calls.lifeline.lostSocket(),
      restored: how => this.calls.restored(how),
    })
  }

  #door({ accountId }: SipAccountSettings, { wire, now, tell, note }: CallSurroundings): Door {
    return new Door({
      dialogs: { stateOf: dialog => dialogStateOf(legOf(this.calls.legs.known(), dialog)) },
      send: text => wire.send(text),
      callerLeft: dialog => void this.calls.legs.callerLeft(legOf(this.calls.legs.known(), dialog)),
      unreadable: () => tell({ type: 'messageUnreadable', accountId, at: now() }),
      note,
    })
  }

  /** What SIP.js keeps for this extension right now. */
  get holds(): SipHoldings {
    const { userAgentCore: core, _sessions: sessions } = this.#agent
    return {
      legs: this.calls.legs.all().length,
      sessions: Object.keys(sessions).length,
      dialogs: core.dialogs.size,
      transactions: core.userAgentClients.size + core.userAgentServers.size,
    }
  }

  /** Registers, or starts over at once. */
  start(): void {
    this.#registrant.start()
  }

  /** The machine woke up, or has another address than before. */
  wake(why: 'slept' | 'address'): void {
    this.#registrant.wake(why)
  }

  async stop(): Promise<void> {
    await this.calls.endAll()
    this.calls.lifeline.stop()
    await this.#registrant.stop()
  }
}
