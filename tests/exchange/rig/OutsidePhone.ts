import type { AnyExchange } from './AnyExchange'
import type { Pitch } from './pitch'
import { phoneScenario, type Reception } from './scenario'
import { startSipp, type Sipp } from './Sipp'
import type { SipMessage } from './SipMessage'
import { howItEnded, isAnswer, rtpPortOf, type Ending } from './sippStory'
import { until } from './until'
import { openVoice } from './Voice'

export interface OutsidePhoneOptions {
  /** What becomes of a call: answered, left ringing, or refused with a SIP code (486 is busy). Answered unless told. */
  readonly reception?: Reception
  /** How long it rings before that, in milliseconds. 0 unless told otherwise. */
  readonly after?: number
  /** What it says, in hertz. 850 unless told otherwise. */
  readonly tone?: number
}

/** A call that the exchange sent out to the public network. */
export interface OutgoingCall {
  readonly callId: string
  /** The number that was dialled, as the exchange sent it. */
  readonly dialled: string
  /** The INVITE as it arrived, for its From and other headers. */
  readonly invite: SipMessage
  readonly answered: boolean
  /** Set once it is over. */
  readonly ending: Ending | undefined
}

/** The public network, answering what the exchange sends out on the trunk. One for each exchange, for any number of calls. */
export interface OutsidePhone {
  /** All calls so far, the oldest first. */
  readonly calls: () => Promise<readonly OutgoingCall[]>
  /** Resolves when a call has come in; the first one, or that to a certain number. */
  readonly called: (dialled?: string, within?: number) => Promise<OutgoingCall>
  /** Resolves when a call is over. */
  readonly ended: (call: OutgoingCall, within?: number) => Promise<Ending>
  /** Answers a call that rings. */
  readonly answer: (call: OutgoingCall) => Promise<void>
  /** Hangs up a call that was answered; resolves when it is over. */
  readonly hangUp: (call: OutgoingCall) => Promise<Ending>
  /** The pitch of what it has heard in the last half second, over all its calls. */
  readonly heard: () => Pitch
  /** Drops everything without a word. Safe to repeat. */
  readonly stop: () => Promise<void>
}

/** Puts the public network behind the exchange's trunk; resolves once it takes calls. Throws when another one is there. */
export async function answerOutside(exchange: AnyExchange, options: OutsidePhoneOptions = {}): Promise<OutsidePhone> {
  const { reception = 'answers', after = 0, tone = 850 } = options
  const voice = await openVoice(exchange.trunkAddress, tone)
  const sipp = await startSipp(exchange, phoneScenario(reception, after, voice.port), exchange.trunkPort, [])
  void sipp.process.gone.then(voice.close)
  await until('the public network takes calls', sipp.listens)
  return phoneOf(sipp, voice)
}

function phoneOf(sipp: Sipp, voice: Awaited<ReturnType<typeof openVoice>>): OutsidePhone {
  const calls = async (): Promise<readonly OutgoingCall[]> => {
    const found = readCalls(await sipp.messages())
    // An answered call is spoken to where its INVITE says; to say so twice does no harm.
    for (const call of found) if (call.answered) voice.speakTo(rtpPortOf(call.invite))
    return found
  }
  const now = async ({ callId }: OutgoingCall): Promise<OutgoingCall | undefined> =>
    (await calls()).find(call => call.callId === callId)
  const watch = setInterval(() => void calls().catch(() => undefined), 50)
  watch.unref()
  void sipp.process.gone.then(() => clearInterval(watch))

  const ended = (call: OutgoingCall, within = 10_000): Promise<Ending> =>
    until(`the call to ${call.dialled} is over`, async () => (await now(call))?.ending, { within })
  return {
    calls,
    called: (dialled, within = 10_000) =>
      until(
        `the public network is called${dialled === undefined ? '' : ` at ${dialled}`}`,
        async () => (await calls()).find(call => dialled === undefined || call.dialled === dialled),
        { within },
      ),
    ended,
    answer: async call => {
      await sipp.cue(call.callId)
      await until(`the call to ${call.dialled} is answered`, async () => (await now(call))?.answered)
    },
    hangUp: async call => {
      await until(`the call to ${call.dialled} is answered`, async () => (await now(call))?.answered)
      await sipp.cue(call.callId)
      return ended(call)
    },
    heard: voice.heard,
    stop: () => sipp.process.end('SIGKILL'),
  }
}

function readCalls(messages: readonly SipMessage[]): readonly OutgoingCall[] {
  const callIds = new Set(messages.map(message => message.header('Call-ID') ?? ''))
  return [...callIds].flatMap(callId => {
    const ofCall = messages.filter(message => message.header('Call-ID') === callId)
    const invite = ofCall.find(({ kind, direction }) => kind === 'INVITE' && direction === 'received')
    if (!invite) return []
    const [, dialled = ''] = /^INVITE sips?:([^@;]+)/.exec(invite.firstLine) ?? []
    const ending = howItEnded(ofCall)
    return [
      {
        callId,
        dialled: decodeURIComponent(dialled),
        invite,
        answered: ofCall.some(isAnswer),
        ending: ending.by === 'nobody' ? undefined : ending,
      },
    ]
  })
}
