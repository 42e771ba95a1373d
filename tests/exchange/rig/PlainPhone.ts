import { Invitation, Inviter, Registerer, type Session, SessionState, UserAgent } from 'sip.js'
import { SIPExtension } from 'sip.js/lib/api/user-agent-options.js'
import { URI } from 'sip.js/lib/core/index.js'
import type { AnyExchange } from './AnyExchange'
import type { DeskPhone, DeskPhoneOptions } from './DeskPhone'
import { type SpokenOffer, SpokenSound } from './SpokenSound'
import { UdpTransport } from './UdpTransport'
import { inTime, until } from './until'
import { openVoice } from './Voice'

/** What a telephone of any make can do. */
export type Telephone = Pick<
  DeskPhone,
  'ringing' | 'talking' | 'idle' | 'dial' | 'answer' | 'hangUp' | 'hold' | 'resume' | 'heard' | 'hears' | 'stop'
>

/**
 * Plugs a telephone in that does by itself what an exchange does for baresip: asked to go elsewhere (REFER), it calls
 * there, in the place of another caller if so told (Replaces), and says how that went. One call at a time, and while it
 * is being handed over, two. Resolves when the exchange has registered it. Throws when it refuses.
 */
export async function startPlainPhone(
  exchange: AnyExchange,
  { as, tone = 440, password = exchange.password }: Pick<DeskPhoneOptions, 'as' | 'tone' | 'password'>,
): Promise<Telephone> {
  const outside = typeof as === 'object'
  const user = typeof as === 'object' ? as.outside : as
  const address = outside ? exchange.trunkAddress : exchange.domain
  const port = exchange.nextPort()
  const name = `plain-${port}.invalid`
  const seat = { address, port, name, exchange: { address: exchange.domain, port: exchange.sipPort } }
  const voice = await openVoice(address, tone)
  const calls: Session[] = []
  const begin = (call: Session): void => {
    calls.push(call)
    call.stateChange.addListener(state => {
      if (state === SessionState.Terminated) calls.splice(calls.indexOf(call), 1)
    })
    call.delegate = {
      onRefer: referral => {
        const next = referral.makeInviter()
        begin(next)
        void referral.accept().then(() => next.invite())
      },
    }
  }
  const agent = new UserAgent({
    uri: new URI('sip', user, exchange.domain),
    authorizationUsername: user,
    authorizationPassword: password,
    viaHost: name,
    contactName: user,
    contactParams: { transport: 'udp' },
    sipExtensionReplaces: SIPExtension.Supported,
    transportConstructor: class extends UdpTransport {
      constructor() {
        super(seat)
      }
    },
    sessionDescriptionHandlerFactory: () => new SpokenSound(voice, address),
    logBuiltinEnabled: false,
    delegate: {
      onInvite: invitation => {
        begin(invitation)
        // In the place of another it is answered already, for whoever holds the receiver.
        void (invitation.replacee ? invitation.accept() : invitation.progress())
      },
    },
  })
  const stop = async (): Promise<void> => {
    await agent.transport.dispose()
    voice.close()
  }
  await agent.start()
  try {
    if (!outside) await register(agent, user)
  } catch (error) {
    await stop()
    throw error
  }

  const patience = (within?: number) => (within === undefined ? {} : { within })
  const incoming = (): Invitation | undefined =>
    calls.find((call): call is Invitation => call instanceof Invitation && isYoung(call))
  const up = (): Session | undefined => calls.find(call => call.state === SessionState.Established)
  const talking = async (within?: number): Promise<void> => void (await until(`${user} talks`, up, patience(within)))
  const idle = async (within?: number): Promise<string> => {
    await until(`${user} is idle`, () => calls.length === 0, patience(within))
    return ''
  }
  const offer = async (wanted: SpokenOffer): Promise<void> => {
    const call = await until(`${user} talks`, up)
    const agreed = new Promise<void>((resolve, reject) => {
      const refused = () => reject(new Error(`${user}'s offer is refused`))
      void call.invite({
        sessionDescriptionHandlerOptions: wanted,
        requestDelegate: { onAccept: () => resolve(), onReject: refused },
      })
    })
    await inTime(`${user}'s offer is answered`, agreed)
  }
  return {
    ringing: async within => {
      const call = await until(`${user} rings`, incoming, patience(within))
      return call.remoteIdentity.uri.toString()
    },
    talking,
    idle,
    dial: async number => {
      const call = new Inviter(agent, new URI('sip', number, exchange.domain))
      begin(call)
      await call.invite()
    },
    answer: async () => {
      await (await until(`${user} rings`, incoming)).accept()
      await talking()
    },
    hold: () => offer({ held: true }),
    resume: () => offer({ held: false }),
    hangUp: async () => {
      // Whatever is over leaves the list at once.
      await Promise.all([...calls].map(end))
      await idle()
    },
    heard: () => Promise.resolve(voice.heard()),
    hears: (frequency, within = 10_000) =>
      until(
        () => `${user} hears ${frequency} Hz (it hears ${JSON.stringify(voice.heard())})`,
        () => Math.abs(voice.heard().frequency - frequency) <= 10 && voice.heard(),
        { within },
      ),
    stop,
  }
}

function isYoung({ state }: Session): boolean {
  return state === SessionState.Initial || state === SessionState.Establishing
}

async function end(call: Session): Promise<void> {
  if (!isYoung(call)) await call.bye()
  else if (call instanceof Inviter) await call.cancel()
  else if (call instanceof Invitation) await call.reject({ statusCode: 486 })
}

async function register(agent: UserAgent, user: string): Promise<void> {
  // Longer than any test.
  const registerer = new Registerer(agent, { expires: 3_600 })
  const agreed = new Promise<void>((resolve, reject) => {
    void registerer.register({
      requestDelegate: {
        onAccept: () => resolve(),
        onReject: ({ message }) => reject(new Error(`the exchange refuses ${user}: ${message.statusCode}`)),
      },
    })
  })
  await inTime('the exchange answers the registration', agreed)
}
