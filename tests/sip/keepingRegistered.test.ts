import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Registration } from '../../domain/phone/Registration'
import { Registrant } from '../../electron/sip/Registrant'
import { troubleOfClose } from '../../electron/wire/turnedAway'
import { WireTrouble } from '../../electron/wire/Wire'
import { accepted, FakeRegistering, refusal } from '../support/FakeRegistering'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A registrant, and the exchange that it has to do with. */
function aRegistrant({ random = (): number => 0.5, now = Date.now } = {}) {
  const exchange = new FakeRegistering()
  const told: Registration[] = []
  const restored: string[] = []
  const registrant = new Registrant(exchange, {
    now,
    uptime: () => performance.now(),
    random,
    tell: registration => void told.push(registration),
    replaced: () => undefined,
    restored: how => void restored.push(how),
  })
  exchange.onLost = trouble => registrant.lost(trouble)
  return { exchange, registrant, told, restored, standing: () => told.at(-1) }
}

async function registered(...wanted: Parameters<typeof aRegistrant>) {
  const rig = aRegistrant(...wanted)
  rig.registrant.start()
  await passes(5 * second)
  expect(rig.standing()).toMatchObject({ state: 'registered' })
  rig.told.length = rig.exchange.registers.length = rig.exchange.connects.length = 0
  return rig
}

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const gaps = (times: readonly number[]) => times.slice(1).map((at, before) => (at - (times[before] ?? 0)) / second)

describe('an exchange that falls silent', () => {
  it.each([
    [false, 12],
    [true, 7],
  ])(
    'is shown as silent after its first probe without an answer (in a call: %s, within %i s)',
    async (calling, most) => {
      const { exchange, standing } = await registered()
      exchange.calling = calling
      await passes(10 * second)
      exchange.freezes()
      await passes(most * second)

      expect(standing()).toMatchObject({ state: 'offline', trouble: 'exchange-silent' })
    },
  )

  it('is none that has so much to say that its answer comes late', async () => {
    const { exchange, registrant, told, standing } = await registered()
    exchange.calling = true
    exchange.freezes()
    for (let passed = 0; passed < 30; passed += 1) {
      await passes(second)
      registrant.overheard()
    }
    expect([told, exchange.connects], 'nothing is told, and no other socket opened').toEqual([[], []])

    await passes(7 * second)
    expect(standing()).toMatchObject({ state: 'offline', trouble: 'exchange-silent' })
  })

  it('and answers again is had again on the socket that it has, without a REGISTER', async () => {
    const { exchange, standing, restored } = await registered()
    exchange.freezes()
    await passes(40 * second)
    expect(standing()).toMatchObject({ state: 'offline' })
    exchange.thaws()
    await passes(0)

    expect(standing()).toMatchObject({ state: 'registered' })
    expect(restored).toEqual(['same socket'])
    expect([exchange.registers, exchange.dropped]).toEqual([[], 0])
    const { length } = exchange.connects
    await passes(minute)
    expect(exchange.connects.length, 'nobody tries for another socket any more').toBe(length)
  })

  it('and answers while another socket is being opened has that one given up', async () => {
    const { exchange, standing, restored } = await registered()
    exchange.freezes()
    await passes(18 * second)
    expect(exchange.connects).toHaveLength(1)
    exchange.answersOldFriends()
    await passes(0)
    exchange.thaws()
    await passes(5 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
    expect([restored, exchange.registers, exchange.replaced]).toEqual([['same socket'], [], 0])
  })

  it('is told of once, however long it lasts', async () => {
    const { exchange, told } = await registered()
    exchange.freezes()
    await passes(10 * minute)

    expect(told.map(({ state }) => state)).toEqual(['offline'])
  })

  it('answers late, and is there all the same', async () => {
    const { exchange, standing } = await registered()
    await passes(4 * second)
    exchange.freezes()
    await passes(9 * second)
    expect(standing()).toMatchObject({ state: 'offline' })
    exchange.thaws()
    await passes(0)

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('loses no socket by it that might still answer, call or no call', async () => {
    const { exchange } = await registered()
    exchange.calling = true
    exchange.freezes()
    await passes(30 * minute)

    expect(exchange.dropped).toBe(0)
    expect(exchange.wire.isOpen).toBe(true)
  })

  it('is not asked to refresh into the silence, but as soon as it answers', async () => {
    const { exchange, standing, restored } = await registered()
    exchange.freezes()
    await passes(10 * minute)
    expect(exchange.registers).toEqual([])
    exchange.thaws()
    await passes(0)
    expect(standing(), 'it may have forgotten us').toMatchObject({ state: 'offline' })
    await passes(3 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
    expect(exchange.registers).toHaveLength(2)
    expect(restored).toEqual(['same socket'])
  })

  it('for ever on a path that is dead is had again on another socket', async () => {
    const { exchange, standing, restored } = await registered()
    exchange.losesItsPath()
    await passes(10 * second + 3 * 2 * second + 2 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
    expect(exchange.registers).toHaveLength(2)
    expect(restored).toEqual(['new socket'])
    expect(exchange.dropped).toBe(0)
  })

  it('is tried for on other sockets with the waits of the table, while the first goes on being asked', async () => {
    const { exchange } = await registered()
    exchange.losesItsPath()
    exchange.trouble = new WireTrouble('nothing-answers', 'EHOSTUNREACH')
    await passes(3 * minute)

    expect(gaps(exchange.connects).slice(0, 8)).toEqual([1, 2, 4, 8, 16, 25, 25, 25])
    expect(exchange.probes).toBeGreaterThan(80)
  })

  it('does not answer a REGISTER is asked whether it is there, and for a registration again when it is', async () => {
    const { exchange, registrant, standing } = aRegistrant()
    exchange.answer = () => undefined
    registrant.start()
    await passes(8 * second)
    expect(standing()).toMatchObject({ state: 'offline', trouble: 'exchange-silent' })
    exchange.answer = () => accepted
    await passes(2 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('does not answer a REGISTER is sent another when the user asks, however young the first one is', async () => {
    const { exchange, registrant, standing } = aRegistrant()
    exchange.answer = () => undefined
    registrant.start()
    await passes(second)
    exchange.answer = () => accepted
    registrant.start()
    await passes(second)

    expect(standing()).toMatchObject({ state: 'registered' })
    await passes(5 * second)
    expect(exchange.registers).toHaveLength(1 + accepted.sent)
  })

  it('is asked for nothing more once we have left, whatever is wished for then', async () => {
    const { exchange, registrant } = await registered()
    await registrant.stop()
    registrant.start()
    await passes(minute)

    expect([exchange.connects, exchange.registers]).toEqual([[], []])
  })

  it('never answers a REGISTER, only OPTIONS, is not hammered for it', async () => {
    const { exchange, registrant } = aRegistrant()
    exchange.answer = () => undefined
    registrant.start()
    await passes(10 * minute)

    expect(exchange.registers.length).toBeLessThan(30)
  })
})

describe('an exchange that goes away', () => {
  it.each([0, 0.25, 0.5, 0.75, 0.999])(
    'for ten minutes has us back within 35 s, and heard no REGISTER while it was gone (chance %f)',
    async chance => {
      const { exchange, standing, restored } = await registered({ random: () => chance })
      exchange.goesDown()
      await passes(10 * minute)
      expect(standing()).toMatchObject({ state: 'offline' })
      expect(exchange.registers).toEqual([])
      exchange.isBack()
      await passes(35 * second)

      expect(standing()).toMatchObject({ state: 'registered' })
      expect(restored).toEqual(['new socket'])
    },
  )

  it('is looked for with the waits of the table, for ever', async () => {
    const { exchange } = await registered()
    exchange.goesDown()
    await passes(24 * hour)

    expect(gaps(exchange.connects).slice(0, 7)).toEqual([1, 2, 4, 8, 16, 25, 25])
    expect(
      gaps(exchange.connects)
        .slice(5)
        .every(gap => gap >= 20 && gap <= 30),
    ).toBe(true)
    expect(exchange.connects.length).toBeGreaterThan(3_000)
  })

  it('just when the refresh is due is told by what became of the socket, not by what SIP.js makes of it', async () => {
    const { exchange, told } = await registered()
    await passes(234 * second)
    exchange.closes()
    await passes(1.5 * second)
    exchange.loses()

    expect(told).toMatchObject([{ state: 'offline', trouble: 'connection-lost' }])
  })

  it('takes the socket while another was being opened: that one is used', async () => {
    const { exchange, standing } = await registered()
    exchange.freezes()
    await passes(25 * second)
    exchange.loses()
    exchange.thaws()
    await passes(2 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })
})

describe('a clock that is moved by an hour', () => {
  it.each([hour, -hour])('expires nothing (%i ms)', async by => {
    let moved = 0
    const { exchange, told } = await registered({ now: () => Date.now() + moved })
    await passes(minute)
    moved = by
    await passes(2 * minute)
    expect([told, exchange.registers, exchange.connects]).toEqual([[], [], []])
    await passes(2 * minute)

    expect(exchange.registers, 'the refresh comes when it is due').toHaveLength(2)
    expect(told).toEqual([])
  })
})

describe('a registration', () => {
  it.each([2, 60, 120, 300, 600, 3_600])('of %i s is refreshed before nine tenths of it are over', async expires => {
    const { exchange, registrant } = aRegistrant()
    exchange.answer = () => ({ accepted: true, sent: 1, expiresSeconds: expires })
    registrant.start()
    await passes(0)
    await passes(expires * 900)

    expect(exchange.registers).toHaveLength(2)
  })

  it('for a hundred years is not refreshed all the time', async () => {
    const { exchange, registrant } = aRegistrant()
    exchange.answer = () => ({ accepted: true, sent: 1, expiresSeconds: 4_294_967_295 })
    registrant.start()
    await passes(hour)

    expect(exchange.registers.length).toBeLessThanOrEqual(2)
  })

  it('that is refused at its refresh costs a call nothing that it needs', async () => {
    const { exchange, standing } = await registered()
    exchange.calling = true
    exchange.answer = () => refusal(403)
    await passes(hour)

    expect(standing()).toMatchObject({ state: 'refused' })
    expect(exchange.dropped).toBe(0)
  })
})

describe('REGISTER', () => {
  it('leaves once a second at the most, and three times at once, however often the user tries again', async () => {
    const { exchange, registrant, standing } = aRegistrant({ random: Math.random })
    const answers = [refusal(500), accepted, undefined, refusal(403), accepted]
    exchange.answer = () => answers[exchange.connects.length % answers.length]
    for (let click = 0; click < 1_000; click += 1) {
      registrant.start()
      if (click % 7 === 0) exchange.loses()
      await passes(50)
    }
    const { registers } = exchange
    for (const [at, from] of registers.entries()) {
      const last = registers.findLastIndex(time => time <= from + 10 * second)
      expect(last - at + 1, 'within 10 s').toBeLessThanOrEqual(3 + 10)
    }
    expect(registers.length).toBeGreaterThan(20)
    exchange.answer = () => accepted
    registrant.start()
    await passes(10 * second)

    expect(standing(), 'none of them is lost').toMatchObject({ state: 'registered' })
  })

  it.each([
    [30, 30, 45],
    [600, 600, 630],
    [1e12, 3_600, 3_630],
  ])('waits when the exchange says 503 and Retry-After: %i', async (retryAfterSeconds, least, most) => {
    const { exchange, registrant, standing } = aRegistrant()
    exchange.answer = () => refusal(503, { sent: 1, retryAfterSeconds })
    registrant.start()
    await passes(0)
    expect(standing()).toMatchObject({ state: 'offline', trouble: 'exchange-refused' })
    await passes(least * second - 1)
    expect(exchange.registers).toHaveLength(1)
    await passes((most - least) * second)

    expect(exchange.registers).toHaveLength(2)
  })

  it.each([
    ['a challenge each', refusal(401, { sent: 2 }), 2, 'wrong-password'],
    ['a challenge and a stale nonce each', refusal(401, { sent: 3 }), 2, 'wrong-password'],
    ['a challenge by a proxy each', refusal(407, { sent: 2 }), 2, 'wrong-password'],
    ['one stale nonce after the other', refusal(401, { sent: 3, signIn: 'endless' }), 2, 'exchange-refused'],
    ['no challenge', refusal(403, { sent: 1 }), 2, 'forbidden'],
    ['no challenge in a 401', refusal(401, { sent: 1, signIn: 'notAsked', guesses: 0 }), 2, 'forbidden'],
    ['a no to a password', refusal(403, { sent: 2, signIn: 'sent', guesses: 1 }), 2, 'forbidden-with-password'],
    ['a challenge that we do not know', refusal(401, { sent: 1, signIn: 'unknownWay' }), 2, 'unknown-sign-in'],
    ['a challenge, and we have no password', refusal(401, { sent: 1, signIn: 'noPassword' }), 1, 'no-password'],
    ['that it does not know us', refusal(404, { sent: 1 }), 2, 'unknown-extension'],
    ['that it does not know us, after a password', refusal(404, { signIn: 'sent' }), 2, 'unknown-extension'],
  ] as const)('that is refused leaves three times at the most: %s', async (_, answer, tries, trouble) => {
    const { exchange, registrant, standing } = aRegistrant()
    const { sent } = answer
    let guesses = 0
    exchange.answer = () => {
      guesses += Math.max(1, sent - 1)
      return answer
    }
    registrant.start()
    await passes(24 * hour)
    expect(standing()).toMatchObject({ state: 'refused', trouble })
    expect(guesses).toBeLessThanOrEqual(3)
    expect(exchange.registers.length).toBeLessThanOrEqual(tries * sent)
    registrant.wake('address')
    registrant.wake('slept')
    await passes(hour)
    expect(guesses, 'nothing but the user changes that').toBeLessThanOrEqual(3)
    exchange.answer = () => accepted
    registrant.start()
    await passes(5 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })
})

describe('a refusal', () => {
  it('is forgotten when we are let in, and when the user asks', async () => {
    const { exchange, registrant, standing } = aRegistrant()
    exchange.answer = () => refusal(401)
    registrant.start()
    await passes(0)
    exchange.answer = () => accepted
    await passes(5 * second)
    expect(standing()).toMatchObject({ state: 'registered' })

    for (const asks of [() => undefined, () => registrant.start()]) {
      exchange.registers.length = 0
      exchange.answer = () => refusal(401)
      asks()
      await passes(hour)
      expect(exchange.registers, 'two tries, of two messages each').toHaveLength(4)
    }
  })
})

describe('an exchange that sends us away', () => {
  it('with 1013 is left alone for five seconds', async () => {
    const { exchange } = await registered({ random: () => 0 })
    exchange.loses(troubleOfClose(1013))
    await passes(5 * second - 1)
    expect(exchange.connects).toEqual([])
    await passes(3 * second)

    expect(exchange.connects).toHaveLength(1)
  })

  it('with 1008 is tried three times, and then no more before the user asks', async () => {
    const { exchange, registrant, standing } = await registered()
    for (let time = 0; time < 3; time += 1) {
      exchange.loses(troubleOfClose(1008))
      await passes(5 * second)
    }
    const { length } = exchange.connects
    await passes(24 * hour)
    expect(standing()).toMatchObject({ state: 'refused', trouble: 'exchange-refused', detail: 'socket closed (1008)' })
    expect(exchange.connects).toHaveLength(length)
    registrant.start()
    await passes(5 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('with 1008 now and then is no worse than any other', async () => {
    const { exchange, standing } = await registered()
    for (let day = 0; day < 5; day += 1) {
      exchange.loses(troubleOfClose(1008))
      await passes(hour)
    }

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('at the handshake (401, 403) is tried three times, and then once a minute at the most', async () => {
    const { exchange, standing } = await registered()
    exchange.trouble = new WireTrouble('exchange-refused', 'HTTP 403 instead of a WebSocket', {
      unwelcome: 'at the door',
    })
    exchange.loses()
    await passes(20 * minute)
    expect(standing()).toMatchObject({ state: 'offline', trouble: 'exchange-refused', detail: /403/ })
    expect(
      gaps(exchange.connects)
        .slice(2)
        .every(gap => gap >= 60),
    ).toBe(true)
    exchange.isBack()
    await passes(2 * minute)

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('at the handshake with 503 and Retry-After is left alone for so long', async () => {
    const { exchange } = await registered()
    exchange.trouble = new WireTrouble('exchange-refused', 'HTTP 503', { waitSeconds: 90 })
    exchange.loses()
    await passes(20 * minute)

    expect(gaps(exchange.connects).every(gap => gap >= 90 && gap <= 120)).toBe(true)
  })
})

describe('a machine that woke up', () => {
  it('asks at once, and has its registration refreshed when the exchange is there', async () => {
    const { exchange, registrant, told } = await registered()
    const { probes } = exchange
    registrant.wake('slept')
    await passes(0)

    expect(exchange.probes).toBe(probes + 1)
    expect(exchange.registers).toHaveLength(2)
    expect(told).toEqual([])
  })

  it('has another socket after two seconds of silence', async () => {
    const { exchange, registrant, standing, restored } = await registered()
    exchange.losesItsPath()
    registrant.wake('slept')
    await passes(2 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
    expect(restored).toEqual(['new socket'])
  })

  it.each([1, 2, 3])('in a silence of %i probes has another socket after two seconds more', async probes => {
    const { exchange, registrant, standing } = await registered({ random: () => 0.999 })
    exchange.losesItsPath()
    await passes(5 * second + probes * 2 * second)
    registrant.wake('slept')
    await passes(2 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('does not wait for the next try', async () => {
    const { exchange, registrant, standing } = await registered()
    exchange.goesDown()
    await passes(10 * minute)
    exchange.isBack()
    registrant.wake('slept')
    await passes(0)

    expect(standing()).toMatchObject({ state: 'registered' })
  })
})

describe('another address', () => {
  it('brings another socket at once, and a REGISTER on it', async () => {
    const { exchange, registrant, standing, restored } = await registered()
    registrant.wake('address')
    await passes(0)

    expect([exchange.connects.length, exchange.registers.length]).toEqual([1, 2])
    expect(standing()).toMatchObject({ state: 'registered' })
    expect(restored).toEqual(['new socket'])
  })

  it('keeps the socket that still answers when no other can be opened', async () => {
    const { exchange, registrant, told, standing } = await registered()
    exchange.trouble = new WireTrouble('nothing-answers', 'ENETUNREACH')
    registrant.wake('address')
    await passes(minute)

    expect(told).toEqual([])
    exchange.losesItsPath()
    exchange.isBack()
    await passes(30 * second)
    expect(standing()).toMatchObject({ state: 'registered' })
  })

  it('starts anew what was on its way from the address before', async () => {
    const { exchange, registrant, standing } = await registered()
    exchange.goesDown()
    await passes(10 * minute)
    exchange.isBack()
    exchange.freezes()
    const { length: before } = exchange.connects
    while (exchange.connects.length === before) await passes(second)
    const { length } = exchange.connects
    registrant.wake('address')
    await passes(0)
    expect(exchange.connects).toHaveLength(length + 1)
    exchange.thaws()
    await passes(3 * second)

    expect(standing()).toMatchObject({ state: 'registered' })
  })
})
