import type { AnyExchange } from './AnyExchange'
import type { Pitch } from './pitch'
import { callerScenario } from './scenario'
import { startSipp, type Sipp } from './Sipp'
import type { SipMessage } from './SipMessage'
import { howItEnded, isAnswer, rtpPortOf, type Ending } from './sippStory'
import { until } from './until'
import { openVoice, type Voice } from './Voice'

export interface OutsideCall {
  /** The public number that is dialled. */
  readonly dial: string
  /** What the caller claims in From. A `uri` replaces the one made of the number. */
  readonly from?: { readonly name?: string; readonly number?: string; readonly uri?: string }
  /** What the carrier asserts: the whole value of P-Asserted-Identity. */
  readonly asserted?: string
  /** The value of Privacy, "id" for a withheld number. */
  readonly privacy?: string
  /** Further header lines, as they are: `Alert-Info: <http://127.0.0.1>;info=internal`. */
  readonly headers?: readonly string[]
  /** The caller hangs up this long after the answer, in milliseconds. Without it, only when told. */
  readonly hangUpAfter?: number
  /** The caller gives up this long after it began to ring, in milliseconds. Without it, only when told. */
  readonly cancelAfter?: number
  /** What the caller says, in hertz. 440 unless told otherwise. */
  readonly tone?: number
}

/** Somebody outside, calling through the trunk with SIPp. Waits for ever unless told something else. */
export interface OutsideCaller {
  /** Resolves when the called phone rings (180 or 183). Rejects when the call ends before that. */
  readonly ringing: Promise<void>
  /** Resolves when the call is answered. Rejects when it ends before that. */
  readonly answered: Promise<void>
  /** Resolves when the call is over, with who ended it. Never rejects. */
  readonly ended: Promise<Ending>
  /** Hangs up: BYE. Waits for the answer first, if that is still to come; resolves when the call is over. */
  readonly hangUp: () => Promise<Ending>
  /** Gives up: CANCEL, as soon as the exchange has taken notice of the call. Resolves when the call is over. */
  readonly cancel: () => Promise<Ending>
  /** The pitch of what the caller has heard in the last half second, but not before `since` (`performance.now()`). */
  readonly heard: (since?: number) => Pitch
  readonly messages: () => Promise<readonly SipMessage[]>
  /** Drops everything without a word to the exchange, as a dead carrier would. Safe to repeat. */
  readonly stop: () => Promise<void>
}

/** Dials `call.dial` from outside; resolves once SIPp is on its way. Throws when SIPp cannot be started. */
export async function callFromOutside(exchange: AnyExchange, call: OutsideCall): Promise<OutsideCaller> {
  const voice = await openVoice(exchange.trunkAddress, call.tone ?? 440)
  const scenario = callerScenario({ from: fromOf(call, exchange), headers: headersOf(call), rtpPort: voice.port })
  const sipp = await startSipp(exchange, scenario, exchange.nextPort(), ['-s', call.dial, '-m', '1'])
  return callerOf(sipp, voice, call)
}

function fromOf({ from = {} }: OutsideCall, exchange: AnyExchange): string {
  const uri = from.uri ?? `sip:${from.number ?? '09011112222'}@${exchange.trunkAddress}`
  return from.name === undefined ? `<${uri}>` : `"${from.name}" <${uri}>`
}

function headersOf({ asserted, privacy, headers = [] }: OutsideCall): readonly string[] {
  return [
    ...(asserted === undefined ? [] : [`P-Asserted-Identity: ${asserted}`]),
    ...(privacy === undefined ? [] : [`Privacy: ${privacy}`]),
    ...headers,
  ]
}

function callerOf(sipp: Sipp, voice: Voice, call: OutsideCall): OutsideCaller {
  /** The first message that fits, or undefined when the call is over without one. */
  const first = (what: string, fits: (message: SipMessage) => boolean): Promise<SipMessage | undefined> =>
    until(
      what,
      async () => {
        const over = !sipp.process.running()
        const found = (await sipp.messages()).find(fits)
        return found ? { found } : over && { found: undefined }
      },
      { within: Infinity },
    ).then(({ found }) => found)

  const rings = (message: SipMessage): boolean => ['180', '183', '200'].includes(message.kind)
  const sawRinging = first('the call rings', rings)
  const sawAnswer = first('the call is answered', isAnswer).then(answer => {
    if (answer) voice.speakTo(rtpPortOf(answer))
    return answer
  })
  const ended = sipp.process.gone.then(async () => {
    voice.close()
    return howItEnded(await sipp.messages())
  })
  const cue = async (): Promise<Ending> => {
    const [invite] = await sipp.messages()
    if (sipp.process.running()) await sipp.cue(invite?.header('Call-ID') ?? '')
    return ended
  }
  const hangUp = async (): Promise<Ending> => ((await sawAnswer) ? cue() : ended)
  const sawNotice = first('the exchange takes notice', ({ direction }) => direction === 'received')
  const cancel = async (): Promise<Ending> => ((await sawNotice) ? cue() : ended)

  const cancelUnlessAnswered = async (): Promise<void> => {
    if (!(await hasAnswer(sipp))) await cancel()
  }

  const { hangUpAfter, cancelAfter } = call
  if (hangUpAfter !== undefined) void sawAnswer.then(() => setTimeout(() => void hangUp(), hangUpAfter).unref())
  if (cancelAfter !== undefined)
    void sawRinging.then(() => setTimeout(() => void cancelUnlessAnswered(), cancelAfter).unref())
  return {
    ringing: promised(sawRinging, ended),
    answered: promised(sawAnswer, ended),
    ended,
    hangUp,
    cancel,
    heard: voice.heard,
    messages: sipp.messages,
    stop: () => sipp.process.end('SIGKILL'),
  }
}

async function hasAnswer(sipp: Sipp): Promise<boolean> {
  return (await sipp.messages()).some(isAnswer)
}

/** Nobody has to wait for this promise: a test that does not care is not told about its failure. */
function promised(seen: Promise<SipMessage | undefined>, ended: Promise<Ending>): Promise<void> {
  const promise = orThrow(seen, ended)
  promise.catch(() => undefined)
  return promise
}

async function orThrow(seen: Promise<SipMessage | undefined>, ended: Promise<Ending>): Promise<void> {
  if (!(await seen)) throw new Error(`the call ended before that: ${JSON.stringify(await ended)}`)
}
