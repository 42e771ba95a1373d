import { UserAgent } from 'sip.js'
import { vi } from 'vitest'
import { aSipPhone } from './aSipPhone'
import { anOffer, answerTo, type RingingCall, type Said, TextExchange } from './TextExchange'

export const accountId = '200@127.0.0.1'
export const announced = { to: { name: 'Tomas', number: '201' }, way: 'announce', callerWas: 'held' } as const
export const sent = { ...announced, way: 'send' } as const

/** An offer in a call that is up already. */
export const isReinvite = (said: Said): boolean => said.method === 'INVITE' && /;tag=/.test(said.header('To') ?? '')
/** A leg that wants to take another's place. */
export const isReplacing = (said: Said): boolean => said.method === 'INVITE' && said.header('Replaces') !== undefined

export const agree = (request: Said): string => answerTo(request, '200 OK', [], anOffer('active'))

/**
 * A registered phone at an exchange of text that agrees to every offer. Timers are those of a clock that runs as usual
 * and can be moved on; what waits for a fact does so in real time.
 */
export async function onALine() {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  const exchange = await TextExchange.open()
  exchange.answers.set('INVITE', agree)
  const starts = vi.spyOn(UserAgent.prototype, 'start')
  const rig = aSipPhone(exchange)
  await rig.registers()
  const agent = starts.mock.contexts.at(-1) as UserAgent
  const { phone, facts, audio, told } = rig

  /** What was heard and told so far no longer counts. */
  function anew(): void {
    facts.length = 0
    exchange.heard.length = 0
  }

  /** A step of time that the sockets can follow. */
  async function step(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms)
    await exchange.settles()
    await new Promise(resolve => setImmediate(resolve))
    await exchange.settles()
  }

  const isRegistered = () => told('registrationChanged', ({ registration }) => registration.state === 'registered')

  /** A caller on the line, whom we hear and who hears us. */
  async function talking(): Promise<{ readonly call: RingingCall; readonly callId: string; readonly answer: Said }> {
    const known = new Set(facts.map(fact => ('callId' in fact ? fact.callId : '')))
    const call = exchange.rings()
    const { callId } = await told('callInvited', fact => !known.has(fact.callId))
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    const answer = await call.answered(200)
    call.acknowledge(answer)
    await told('microphoneOpened', fact => fact.callId === callId)
    await exchange.isUnderstood()
    return { call, callId, answer }
  }

  async function held() {
    const line = await talking()
    await phone.perform({ type: 'hold', callId: line.callId })
    await exchange.settles()
    return line
  }

  /** A colleague who has answered, beside a caller on hold. */
  async function consulting(plan: typeof announced | typeof sent = announced, legId = 'leg') {
    const line = await held()
    await phone.perform({ type: 'consult', callId: line.callId, legId, accountId, plan })
    await told('callAnswered', fact => fact.callId === legId)
    await exchange.settles()
    const invite = await exchange.hears('the INVITE to 201', said => said.firstLine.startsWith('INVITE sip:201@'))
    return { ...line, legId, invite }
  }

  return {
    ...rig,
    exchange,
    agent,
    anew,
    isRegistered,
    talking,
    held,
    consulting,
    count: (fits: (said: Said) => boolean): number => exchange.heard.filter(fits).length,
    types: (callId: string): readonly string[] =>
      facts.filter(fact => 'callId' in fact && fact.callId === callId).map(fact => fact.type),

    /** The socket is cut, and there is another one by the time this resolves. */
    async socketIsCut(): Promise<void> {
      anew()
      exchange.cut()
      while (!facts.some(fact => fact.type === 'registrationChanged' && fact.registration.state === 'registered')) {
        await step(100)
      }
      await exchange.settles()
    },

    /** The socket is cut, and nothing listens any more. */
    async goesDown(): Promise<void> {
      anew()
      await exchange.goesDown()
      await told('registrationChanged', ({ registration }) => registration.state === 'offline')
    },

    /** The exchange listens again, and has us registered by the time this resolves. */
    async comesBack(): Promise<void> {
      anew()
      await exchange.comesBack()
      phone.wake('slept')
      await isRegistered()
      await exchange.settles()
    },

    /** Time passes, in steps that the sockets can follow. */
    async passes(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 500) {
        await step(Math.min(left, 500))
      }
    },

    /** A page with sound that is not the one before. */
    otherRoom(): void {
      audio.moves({ order: () => undefined })
    },

    /** What is left in SIP.js of everything that was. */
    leftovers() {
      const core = agent.userAgentCore
      return {
        dialogs: core.dialogs.size,
        clients: [...core.userAgentClients.keys()].filter(id => !/(OPTIONS|REGISTER)$/.test(id)),
        servers: core.userAgentServers.size,
        sessions: Object.keys(agent['_sessions']).length,
      }
    },

    async leaves(): Promise<void> {
      await phone.stop()
      await exchange.close()
      vi.restoreAllMocks()
      vi.useRealTimers()
    },
  }
}

/** A promise that a test settles when it is time. */
export function later<Value = void>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>(settle => {
    resolve = settle
  })
  return { promise, resolve: value => resolve(value) }
}
