import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { startBaresip, type Baresip, type BaresipEvent } from './Baresip'
import type { AnyExchange } from './AnyExchange'
import { pitchOf, readWav, type Pitch } from './pitch'
import { until } from './until'

export interface DeskPhoneOptions {
  /** An extension with a desk phone (201, 202, 203), or a number outside: that one sits on the trunk and is registered nowhere. */
  readonly as: string | { readonly outside: string }
  /** What it says in a call, in hertz. 440 unless told otherwise. */
  readonly tone?: number
  /** Answers by itself. */
  readonly autoAnswer?: boolean
  /** What it registers with; the extension's own password unless told otherwise. */
  readonly password?: string
  /** How many calls it takes at once; any more get 486. One unless told otherwise. */
  readonly callsAtOnce?: number
}

export type DeskPhoneState = 'idle' | 'ringing' | 'calling' | 'talking'

/** A telephone on a desk: baresip, with a tone for a voice and a recorder for an ear. */
export interface DeskPhone {
  readonly state: () => DeskPhoneState
  /** Resolves when a call comes in, at once if one is already ringing; says from which SIP address. */
  readonly ringing: (within?: number) => Promise<string>
  /** Resolves when a call is up. */
  readonly talking: (within?: number) => Promise<void>
  /** Resolves when no call is left, with why the last one ended in baresip's words ("486 Busy Here"). */
  readonly idle: (within?: number) => Promise<string>
  /** Dials a number as one would on its keys; resolves once the INVITE is on its way. */
  readonly dial: (number: string) => Promise<void>
  /** Takes the ringing call; resolves when it is up. */
  readonly answer: () => Promise<void>
  /** Ends a call, gives up dialling, or declines a ringing call with 486; resolves when the phone is idle. */
  readonly hangUp: () => Promise<void>
  readonly hold: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Presses keys in a call (RFC 4733), one after another. */
  readonly press: (keys: string) => Promise<void>
  /** Sends the far end to another number without asking there first (REFER). */
  readonly transferBlind: (number: string) => Promise<void>
  readonly autoAnswer: (on: boolean) => Promise<void>
  /** What it has heard in the last half second; 0 Hz when nobody speaks, or no call is up. */
  readonly heard: () => Promise<Pitch>
  /** Resolves when it hears a tone of that many hertz, give or take 10. */
  readonly hears: (frequency: number, within?: number) => Promise<Pitch>
  /** Registers again at once, as a phone does that was restarted; resolves when the exchange agrees. */
  readonly register: () => Promise<void>
  /** Everything baresip has told. */
  readonly events: () => readonly BaresipEvent[]
  /** Pulls the plug, in mid-call too. Safe to repeat. */
  readonly stop: () => Promise<void>
}

/** Plugs a desk phone in; resolves when the exchange has registered it. Throws when it refuses. */
export async function startDeskPhone(exchange: AnyExchange, options: DeskPhoneOptions): Promise<DeskPhone> {
  const outside = typeof options.as === 'object'
  const [controlPort, sipPort] = [exchange.nextPort(), exchange.nextPort()]
  // The port after its SIP port is baresip's for TLS, asked for or not.
  exchange.nextPort()
  const baresip = await startBaresip({
    folder: join(exchange.phonesFolder, `desk-phone-${sipPort}`),
    address: outside ? exchange.trunkAddress : exchange.domain,
    sipPort,
    controlPort,
    rtpPorts: exchange.phoneRtpPorts,
    tone: options.tone ?? 440,
    callsAtOnce: options.callsAtOnce ?? 1,
  })
  try {
    const phone = deskPhoneOf(baresip, accountOf(exchange, options), `${exchange.domain}:${exchange.sipPort}`)
    await phone.register()
    return phone
  } catch (error) {
    await baresip.stop()
    throw error
  }
}

interface Account {
  readonly line: string
  readonly registers: boolean
}

function accountOf(
  exchange: AnyExchange,
  { as, autoAnswer = false, password = exchange.password }: DeskPhoneOptions,
): Account {
  const registers = typeof as === 'string'
  const user = typeof as === 'string' ? as : as.outside
  const credentials = registers ? `;auth_user=${user};auth_pass=${password};regint=60` : ';regint=0'
  const answers = `;answermode=${autoAnswer ? 'auto' : 'manual'}`
  const line = `<sip:${user}@${exchange.domain}:${exchange.sipPort}>${credentials}${answers};audio_codecs=pcmu`
  return { line, registers }
}

function deskPhoneOf(baresip: Baresip, account: Account, exchangeAt: string): DeskPhone {
  const { ask, events } = baresip
  const last = (fits: (event: BaresipEvent) => boolean): BaresipEvent | undefined => events().findLast(fits)
  const state = (): DeskPhoneState => stateAfter(events())
  const reaches = (wanted: DeskPhoneState, within?: number): Promise<DeskPhoneState> =>
    until(`the desk phone is ${wanted}`, () => state() === wanted && wanted, within === undefined ? {} : { within })
  const heard = (): Promise<Pitch> => lastHalfSecond(baresip.folder)
  const idle = async (within?: number): Promise<string> => {
    await reaches('idle', within)
    return last(({ type }) => type === 'CALL_CLOSED')?.param ?? ''
  }
  return {
    state,
    ringing: async within => {
      await reaches('ringing', within)
      return last(({ type }) => type === 'CALL_INCOMING')?.peeruri ?? ''
    },
    talking: async within => void (await reaches('talking', within)),
    idle,
    dial: async number => void (await ask('dial', `sip:${number}@${exchangeAt}`)),
    answer: async () => {
      await ask('accept')
      await reaches('talking')
    },
    hangUp: async () => {
      await ask('hangup')
      await idle()
    },
    hold: async () => void (await ask('hold')),
    resume: async () => void (await ask('resume')),
    press: async keys => {
      for (const key of keys) await ask('sndcode', key)
    },
    transferBlind: async number => void (await ask('transfer', `sip:${number}@${exchangeAt}`)),
    autoAnswer: async on => void (await ask('answermode', on ? 'auto' : 'manual')),
    heard,
    hears: (frequency, within = 10_000) => {
      let pitch: Pitch | undefined
      const hearsIt = async (): Promise<Pitch | false> => {
        pitch = await heard()
        return Math.abs(pitch.frequency - frequency) <= 10 && pitch
      }
      const what = (): string => `the desk phone hears ${frequency} Hz (it hears ${JSON.stringify(pitch)})`
      return until(what, hearsIt, { within, every: 50 })
    },
    register: () => plugIn(baresip, account),
    events,
    stop: baresip.stop,
  }
}

async function plugIn({ ask, events }: Baresip, { line, registers }: Account): Promise<void> {
  const before = events().length
  const [aor = ''] = /sip:[^>]+/.exec(line) ?? []
  // The first time there is nothing to unplug, and baresip says so.
  await ask('uadel', aor).catch(() => undefined)
  await ask('uanew', line)
  if (!registers) return
  const { type, param } = await until('the exchange answers the registration', () =>
    events()
      .slice(before)
      .find(event => event.type === 'REGISTER_OK' || event.type === 'REGISTER_FAIL'),
  )
  if (type === 'REGISTER_FAIL') throw new Error(`the exchange refuses ${aor}: ${param}`)
}

/** A call that we dialled has no Call-ID in what baresip tells until the far end has been heard of. */
const dialling = ''

/** Replays what baresip told. With two calls at once, the one it told about last counts until it closes. */
function stateAfter(events: readonly BaresipEvent[]): DeskPhoneState {
  const calls = new Map<string, DeskPhoneState>()
  for (const { type, id = dialling } of events) {
    if (id !== dialling) calls.delete(dialling)
    if (type === 'CALL_INCOMING') calls.set(id, 'ringing')
    if (type === 'CALL_LOCAL_SDP' && !calls.has(id)) calls.set(id, 'calling')
    if (type === 'CALL_RINGING' || type === 'CALL_PROGRESS') calls.set(id, 'calling')
    if (type === 'CALL_ESTABLISHED') calls.set(id, 'talking')
    if (type === 'CALL_CLOSED') calls.delete(id)
  }
  return [...calls.values()].at(-1) ?? 'idle'
}

/** Reads the end of baresip's newest recording, which it is still writing. */
async function lastHalfSecond(folder: string): Promise<Pitch> {
  const quiet = { frequency: 0, energy: 0 }
  const names = (await readdir(folder)).filter(name => name.endsWith('-dec.wav'))
  const recordings = await Promise.all(
    names.map(async name => ({ path: join(folder, name), written: (await stat(join(folder, name))).mtimeMs })),
  )
  const [newest] = recordings.sort((one, other) => other.written - one.written)
  if (!newest || Date.now() - newest.written > 300) return quiet
  const { samples, rate } = readWav(await readFile(newest.path))
  return pitchOf(samples.subarray(-rate / 2), rate)
}
