import { randomUUID } from 'node:crypto'
import {
  type Cancel,
  type Invitation as SipInvitation,
  Inviter,
  Registerer,
  type Session,
  SessionState,
  UserAgent,
  UserAgentState,
} from 'sip.js'
import { URI } from 'sip.js/lib/core/index.js'
import type { PhoneFact } from '../../domain/phone/Phone'
import { numberOfService } from '../../domain/phone/emergency'
import { Failure } from '../../domain/Failure'
import { AudioFailure, type AudioPort } from '../audio/AudioPort'
import { troubleOf } from '../wire/troubleOf'
import type { Wire } from '../wire/Wire'
import { DescriptionHandler } from './DescriptionHandler'
import { type Leg, hasEnded } from './Leg'
import { readInvite } from './readInvite'
import { readShape } from './readShape'
import { Registrant, type RegisterAnswer } from './Registrant'
import type { SipAccountSettings } from './SipAccountSettings'
import { WireTransport } from './WireTransport'

/** What an account needs around it. */
export interface AccountSurroundings {
  readonly wire: Wire
  readonly audio: AudioPort
  readonly now: () => number
  readonly random: () => number
  readonly tell: (fact: PhoneFact) => void
  /** For the timings file: what happened to which call. */
  readonly mark: (what: 'invite-received' | 'answer-sent' | 'bye-sent', callId: string) => void
  readonly note: (text: string) => void
}

// The exchange decides how long a call may ring; SIP.js's own minute would end it behind our back.
const ringForeverSeconds = 24 * 60 * 60
const askedExpiresSeconds = 300

/** One extension at one exchange, made of SIP.js: it translates, it decides nothing. */
export class SipAccount {
  readonly #settings: SipAccountSettings
  readonly #around: AccountSurroundings
  readonly #agent: UserAgent
  readonly #registerer: Registerer
  readonly #registrant: Registrant
  readonly #legs = new Map<string, Leg>()

  constructor(settings: SipAccountSettings, around: AccountSurroundings) {
    this.#settings = settings
    this.#around = around
    this.#agent = new UserAgent({
      uri: new URI('sip', settings.extension, settings.domain),
      displayName: settings.displayName,
      authorizationUsername: settings.extension,
      authorizationPassword: settings.password,
      transportConstructor: WireTransport,
      transportOptions: { wire: around.wire },
      contactParams: { transport: around.wire.protocol.toLowerCase() },
      sessionDescriptionHandlerFactory: session => this.#handlerOf(session),
      noAnswerTimeout: ringForeverSeconds,
      userAgentString: 'Phone Duty',
      // Its own log would show the Authorization header.
      logBuiltinEnabled: false,
      logConfiguration: false,
      delegate: {
        onInvite: invite => this.#ring(invite),
        onDisconnect: error => this.#registrant.lost(troubleOf(error)),
        // Nobody may make us call somebody from outside a call (RFC 3515 leaves it to us).
        onRefer: referral => void referral.reject(),
        onMessage: message => void message.reject(),
        onNotify: notification => void notification.accept(),
      },
    })
    this.#registerer = new Registerer(this.#agent, { expires: askedExpiresSeconds, refreshFrequency: 99 })
    this.#registrant = new Registrant(
      {
        wire: around.wire,
        connect: () => this.#connect(),
        register: () => this.#register(),
        unregister: () => this.#unregister(),
        probe: () => this.#probe(),
        inCall: () => this.#legs.size > 0,
      },
      {
        now: around.now,
        random: around.random,
        tell: registration => around.tell({ type: 'registrationChanged', accountId: settings.accountId, registration }),
      },
    )
  }

  start(): void {
    this.#registrant.start()
  }

  async stop(): Promise<void> {
    await this.#registrant.stop()
  }

  has(callId: string): boolean {
    return this.#legs.has(callId)
  }

  /** Sends the answer that was prepared while it rang. When there is none, the call rings on. */
  async answer(callId: string, microphoneFirst: boolean): Promise<void> {
    const leg = this.#leg(callId)
    const invite = leg.session as SipInvitation
    try {
      if (microphoneFirst) await this.#around.audio.openMicrophone(callId)
      if (!leg.handler.isPrepared && invite.body) await leg.handler.prepare(invite.body)
      await leg.handler.ready()
    } catch (error) {
      throw inWords(error)
    }
    if (hasEnded(leg)) throw new Failure('The caller hung up first.')
    // Both at once: the 200 OK does not wait for the microphone, nor the microphone for the ACK.
    const voice = this.#openMicrophone(callId)
    await invite.accept()
    this.#around.mark('answer-sent', callId)
    await voice
  }

  /** Busy here, and here only: 486 lets our other phones ring on, where 603 would silence them all (RFC 3261 21.6). */
  async decline(callId: string): Promise<void> {
    const leg = this.#leg(callId)
    leg.endedBy = 'us'
    await (leg.session as SipInvitation).reject({ statusCode: 486 })
  }

  async hangUp(callId: string): Promise<void> {
    const leg = this.#leg(callId)
    leg.endedBy = 'us'
    if (leg.session instanceof Inviter && leg.session.state !== SessionState.Established) {
      await leg.session.cancel()
      return
    }
    await leg.session.bye()
    this.#around.mark('bye-sent', callId)
  }

  /** The microphone is closed before the exchange is even asked, so that nobody on hold can overhear us. */
  async hold(callId: string): Promise<void> {
    try {
      await this.#reinvite(callId, true)
    } catch (refused) {
      await this.#openMicrophone(callId)
      throw refused
    }
  }

  async resume(callId: string): Promise<void> {
    await this.#reinvite(callId, false)
    await this.#openMicrophone(callId)
  }

  async openMicrophone(callId: string): Promise<void> {
    await this.#openMicrophone(callId)
  }

  async mute(callId: string, muted: boolean): Promise<void> {
    await this.#around.audio.mute(this.#leg(callId).callId, muted)
    this.#around.tell({ type: 'callMuted', callId, muted })
  }

  async sendDigits(callId: string, digits: string): Promise<void> {
    await this.#around.audio.sendDigits(this.#leg(callId).callId, digits)
  }

  registerAgain(): void {
    this.#registrant.start()
  }

  /** Places a call. Resolves when the INVITE has left. */
  async dial(callId: string, dialled: string): Promise<void> {
    const number = numberOfService(dialled, this.#settings.country) ?? dialled
    const target = new URI('sip', number, this.#settings.domain)
    const session = new Inviter(this.#agent, target, { earlyMedia: true })
    const leg = this.#keep(callId, session)
    const { tell, now } = this.#around
    const to = { number, name: '', shape: readShape(number, this.#settings.country), withheld: false }
    tell({ type: 'callPlaced', callId, accountId: this.#settings.accountId, to, at: now() })
    try {
      await session.invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180) tell({ type: 'farEndRinging', callId })
          },
          onAccept: () => void this.#openMicrophone(callId),
          onReject: ({ message }) => refusedWith(leg, message.statusCode),
          onRedirect: ({ message }) => refusedWith(leg, message.statusCode),
        },
      })
    } catch (error) {
      leg.endedBy = 'network'
      this.#end(leg)
      throw inWords(error)
    }
  }

  #ring(invite: SipInvitation): void {
    const callId = randomUUID()
    this.#around.mark('invite-received', callId)
    const leg = this.#keep(callId, invite)
    invite.delegate = {
      onCancel: cancel => {
        leg.endedBy = 'them'
        leg.elsewhere = completedElsewhere(cancel)
      },
      onBye: bye => {
        leg.endedBy = 'them'
        void bye.accept()
      },
      onRefer: referral => void referral.reject(),
    }
    this.#around.tell({
      type: 'callInvited',
      callId,
      invitation: readInvite(invite, this.#settings),
      at: this.#around.now(),
    })
    // The desk may have refused it by now.
    if (hasEnded(leg)) return
    this.#around.audio.checkMicrophone()
    if (invite.body) {
      leg.handler
        .prepare(invite.body)
        .catch((error: unknown) => this.#around.note(`no answer prepared: ${String(error)}`))
    }
  }

  #keep(callId: string, session: Session): Leg {
    const { audio, wire, now, tell } = this.#around
    const ice = { stun: this.#settings.stun, graceMs: this.#settings.iceGraceMs }
    const handler = new DescriptionHandler(audio, callId, ice, () => wire.localAddress)
    const leg: Leg = {
      callId,
      session,
      handler,
      endedBy: 'network',
      code: undefined,
      elsewhere: false,
    }
    this.#legs.set(callId, leg)
    if (session instanceof Inviter) {
      session.delegate = {
        onBye: bye => {
          leg.endedBy = 'them'
          void bye.accept()
        },
        onRefer: referral => void referral.reject(),
      }
    }
    session.stateChange.addListener(state => {
      if (state === SessionState.Established) tell({ type: 'callAnswered', callId, at: now() })
      // SIP.js tells of the end before it tells of the answer that brought it.
      if (state === SessionState.Terminated) queueMicrotask(() => this.#end(leg))
    })
    return leg
  }

  #end(leg: Leg): void {
    if (!this.#legs.delete(leg.callId)) return
    leg.handler.close()
    const { endedBy: by, code, elsewhere, callId } = leg
    this.#around.tell({ type: 'callEnded', callId, by, code, elsewhere, at: this.#around.now() })
  }

  #handlerOf(session: Session): DescriptionHandler {
    const leg = [...this.#legs.values()].find(each => each.session === session)
    if (!leg) throw new Error('SIP.js asked for the description of a session that is not ours')
    return leg.handler
  }

  #leg(callId: string): Leg {
    const leg = this.#legs.get(callId)
    if (!leg) throw new Failure('That call is over.')
    return leg
  }

  async #openMicrophone(callId: string): Promise<void> {
    try {
      await this.#around.audio.openMicrophone(callId)
      this.#around.tell({ type: 'microphoneOpened', callId })
    } catch (error) {
      // The call stands: they wait in silence, and the desk says so with one click to try again.
      const why = error instanceof AudioFailure && error.why !== 'other' ? error.why : 'lost'
      this.#around.tell({ type: 'callSilenced', callId, why })
    }
  }

  /** RFC 3264 section 8.4: hold and resume are new offers in the same dialog. */
  #reinvite(callId: string, held: boolean): Promise<void> {
    const { session } = this.#leg(callId)
    const { tell, now } = this.#around
    return new Promise((resolve, reject) => {
      const refused = (why: string) => reject(new Failure(why))
      session
        .invite({
          sessionDescriptionHandlerOptions: { held } as object,
          requestDelegate: {
            onAccept: () => {
              tell({ type: held ? 'callHeld' : 'callResumed', callId, at: now() })
              resolve()
            },
            onReject: ({ message }) =>
              refused(`The exchange answered ${message.statusCode ?? ''} ${message.reasonPhrase ?? ''}`.trim()),
          },
        })
        .catch((error: unknown) => reject(inWords(error)))
    })
  }

  async #connect(): Promise<void> {
    if (this.#agent.isConnected()) return
    await (this.#agent.state === UserAgentState.Started ? this.#agent.transport.connect() : this.#agent.start())
  }

  #register(): Promise<RegisterAnswer> {
    return new Promise((resolve, reject) => {
      this.#registerer
        .register({
          requestDelegate: {
            onAccept: ({ message }) => {
              const expires = Number(
                message.parseHeader('contact')?.getParam?.('expires') ?? message.getHeader('expires'),
              )
              resolve({ accepted: true, expiresSeconds: expires > 0 ? expires : askedExpiresSeconds })
            },
            onReject: ({ message }) => {
              const after = Number.parseInt(message.getHeader('Retry-After') ?? '', 10)
              resolve({
                accepted: false,
                code: message.statusCode ?? 0,
                reason: message.reasonPhrase ?? '',
                retryAfterSeconds: Number.isFinite(after) ? after : undefined,
              })
            },
          },
        })
        .catch(reject)
    })
  }

  #unregister(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#registerer
        .unregister({ requestDelegate: { onAccept: () => resolve(), onReject: () => resolve() } })
        .catch(reject)
    })
  }

  #probe(): Promise<void> {
    return new Promise((resolve, reject) => {
      const core = this.#agent.userAgentCore
      const exchange = new URI('sip', '', this.#settings.domain)
      const ourselves = this.#agent.configuration.uri
      const message = core.makeOutgoingRequestMessage('OPTIONS', exchange, ourselves, exchange, {}, [])
      const silent = (code: number | undefined) => code === 408 || code === 503
      core.request(message, {
        onAccept: () => resolve(),
        // SIP.js reports its own time-out and a lost socket as if the exchange had answered so.
        onReject: answer => (silent(answer.message.statusCode) ? reject(new Error('silent')) : resolve()),
      })
    })
  }
}

function refusedWith(leg: Leg, code: number | undefined): void {
  leg.code = code
  if (leg.endedBy !== 'us') leg.endedBy = 'them'
}

function completedElsewhere(cancel: Cancel): boolean {
  return cancel.request.getHeaders('Reason').some(reason => /^SIP\s*;.*cause\s*=\s*200\b/i.test(reason))
}

/** What the user is told when the sound could not do its part. */
function inWords(error: unknown): Error {
  if (!(error instanceof AudioFailure)) return error instanceof Error ? error : new Error(String(error))
  return new Failure(error.message)
}
