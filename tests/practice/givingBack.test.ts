import { createHook } from 'node:async_hooks'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { openPracticeExchange, type PracticeExchange } from '../../electron/practice/PracticeExchange'
import { until } from '../exchange/rig/until'
import { TextPhone } from './TextPhone'

let exchange: PracticeExchange

afterEach(() => exchange.close())

const nothing = { sockets: 0, people: 0, legs: 0, dialogs: 0, timers: 0, transactions: 0, lamps: 0 }

/** The addresses on which this process listens or is bound, by protocol, in the kernel's own notation. */
function bound(): readonly string[] {
  const own = new Set(
    readdirSync('/proc/self/fd').map(fd => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? ''
      } catch {
        return '' // closed while we looked
      }
    }),
  )
  return ['udp', 'udp6', 'tcp', 'tcp6'].flatMap(protocol =>
    readFileSync(`/proc/self/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(
        ([, , , state, , , , , , inode]) => own.has(inode ?? '-') && (protocol.startsWith('udp') || state === '0A'),
      )
      .map(([, local = '']) => `${protocol} ${local.split(':')[0] ?? ''}`),
  )
}

const aCall = { number: '+442079460018', name: 'Ms Okafor', line: 'external' } as const

describe('the practice exchange', () => {
  it.runIf(process.platform === 'linux')('is on the loopback address and nowhere else, in a call as well', async () => {
    const before = bound()
    exchange = await openPracticeExchange()
    const phone = await TextPhone.connect(exchange.settings.server)
    await phone.register({ password: exchange.password })
    exchange.ring(aCall)
    await phone.hears('an INVITE', ({ method }) => method === 'INVITE')

    const ours = bound().filter(place => !before.includes(place))
    expect(ours).toContain('udp 0100007F')
    expect(new Set(ours)).toEqual(new Set(['tcp 0100007F', 'udp 0100007F']))
    phone.close()
  })

  it('asks nobody on the internet where it is', async () => {
    const kinds: string[] = []
    const hook = createHook({ init: (_id, kind) => kinds.push(kind) }).enable()
    exchange = await openPracticeExchange()
    const phone = await TextPhone.connect(exchange.settings.server)
    await phone.register({ password: exchange.password })
    exchange.ring(aCall)
    const { body } = await phone.hears('an INVITE', ({ method }) => method === 'INVITE')
    hook.disable()

    expect(kinds).toContain('UDPWRAP')
    // Looking up a name.
    expect(kinds).not.toContain('GETADDRINFOREQWRAP')
    expect(body).toContain('a=ice-lite')
    expect([...body.matchAll(/^a=candidate:.*$/gm)].map(([line]) => line.includes(' 127.0.0.1 '))).toEqual([true])
    phone.close()
  })

  it('keeps nothing when it has been closed in the midst of everything', async () => {
    const resources = process.getActiveResourcesInfo().length
    exchange = await openPracticeExchange({
      people: [{ number: '201', name: 'Tomas Lind', behaviour: { kind: 'waits' } }],
    })
    const phone = await TextPhone.connect(exchange.settings.server)
    await phone.register({ password: exchange.password })
    await phone.ask('SUBSCRIBE', '201', ['Event: dialog'])
    const legs = [exchange.ring(aCall), exchange.ring(aCall)]
    await phone.hears('an INVITE', ({ method }) => method === 'INVITE')

    await exchange.close()
    expect(exchange.holds()).toEqual(nothing)
    expect(legs.map(({ state }) => state)).toEqual(['ended', 'ended'])
    await phone.isCut()
    await until('every socket and timer is given back', () => process.getActiveResourcesInfo().length <= resources)
    await expect(TextPhone.connect(exchange.settings.server)).rejects.toThrow(/ECONNREFUSED/)
  })

  it('ends a call at whatever moment of the making of its offer', async () => {
    exchange = await openPracticeExchange()
    const phone = await TextPhone.connect(exchange.settings.server)
    await phone.register({ password: exchange.password })
    for (let moments = 0; moments < 60; moments += 1) {
      const leg = exchange.ring(aCall)
      for (let moment = 0; moment < moments; moment += 1) await Promise.resolve()
      leg.hangUp()
      expect(leg.state).toBe('ended')
    }
    await until('every socket is given back', () => exchange.holds().legs === 0)
    if (process.platform === 'linux') expect(bound().filter(place => place.startsWith('udp'))).toEqual([])
    await phone.ask('OPTIONS', '200')
    expect(phone.heard.filter(({ method }) => method === 'INVITE')).toEqual([])
    phone.close()
  })
})
