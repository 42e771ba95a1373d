import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchAddresses } from '../../../electron/wire/watchAddresses'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const card = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: 'IPv4', netmask: '', mac: '', cidr: null }) satisfies NetworkInterfaceInfo

function aWatch() {
  const cards: Record<string, NetworkInterfaceInfo[]> = { lo: [card('127.0.0.1', true)], eth0: [card('192.0.2.7')] }
  const heard: string[] = []
  const stop = watchAddresses({ interfaces: () => cards, now: Date.now, wake: why => void heard.push(why) })
  return { cards, heard, stop }
}

describe('the watch over our addresses', () => {
  it('says nothing while they stay as they are, in whatever order', () => {
    const { cards, heard } = aWatch()
    cards['tun0'] = [card('198.51.100.7')]
    vi.advanceTimersByTime(3_000)
    heard.length = 0
    const eth0 = cards['eth0'] ?? []
    delete cards['eth0']
    cards['eth0'] = eth0
    vi.advanceTimersByTime(3_600_000)

    expect(heard).toEqual([])
  })

  it.each([
    ['one is added', { eth0: [card('192.0.2.7')], tun0: [card('198.51.100.7')] }],
    ['one is another', { eth0: [card('192.0.2.8')] }],
    ['the last is gone', {}],
  ])('says within three seconds, once, that %s', (_, after) => {
    const { cards, heard } = aWatch()
    delete cards['eth0']
    Object.assign(cards, after)
    vi.advanceTimersByTime(3_000)
    expect(heard).toEqual(['address'])
    vi.advanceTimersByTime(60_000)

    expect(heard).toEqual(['address'])
  })

  it.each(['fe80::1', '169.254.3.4'])('does not mind %s, which reaches no exchange', address => {
    const { cards, heard } = aWatch()
    cards['veth0'] = [card(address)]
    vi.advanceTimersByTime(6_000)

    expect(heard).toEqual([])
  })

  it('notices that it has slept', () => {
    const { heard } = aWatch()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(3_000)
    expect(heard).toEqual(['slept'])
    vi.advanceTimersByTime(60_000)

    expect(heard).toEqual(['slept'])
  })

  it('ends when it is told to', () => {
    const { cards, heard, stop } = aWatch()
    stop()
    cards['tun0'] = [card('198.51.100.7')]
    vi.advanceTimersByTime(60_000)

    expect(heard).toEqual([])
  })
})
