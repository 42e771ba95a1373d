import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aSipPhone } from '../support/aSipPhone'
import { type Exchange, startExchange } from './rig/Exchange'
import { openFaultyPath } from './rig/FaultyPath'
import { until } from './rig/until'

let exchange: Exchange
let rig: ReturnType<typeof aSipPhone>

beforeAll(async () => {
  exchange = await startExchange()
})

afterEach(() => rig.phone.stop())

afterAll(() => exchange.stop())

/** A phone that is registered, and the one contact that the exchange has for it. */
async function registered(): Promise<string> {
  rig = aSipPhone({ url: exchange.wsUrl, password: exchange.password }, { extension: '101' })
  await rig.registers()
  return await onlyContact()
}

const contacts = async () => (await exchange.contacts('101')).map(contact => JSON.stringify(contact))

async function onlyContact(): Promise<string> {
  await until('the exchange has exactly one contact', async () => (await contacts()).length === 1)
  return (await contacts())[0] ?? ''
}

async function becomes(state: 'offline' | 'registered', within: number): Promise<void> {
  rig.facts.length = 0
  await rig.told('registrationChanged', ({ registration }) => registration.state === state, within)
}

it('has exactly one contact, and another, after its address changed', async () => {
  const before = await registered()
  rig.phone.wake('address')
  await becomes('registered', 10_000)
  await until('the contact is another', async () => (await onlyContact()) !== before)
})

it('has exactly one contact where one is kept, though nobody hears that its old address is gone', async () => {
  const path = await openFaultyPath(exchange.wsUrl, exchange.nextPort())
  rig = aSipPhone({ url: path.url, password: exchange.password }, { extension: '105' })
  await rig.registers()
  const [before] = await exchange.contacts('105')
  path.strand()
  rig.phone.wake('address')
  await becomes('registered', 10_000)
  const after = await exchange.contacts('105')
  path.stop()

  expect(after).toHaveLength(1)
  expect(after[0]?.uri).not.toBe(before?.uri)
})

it('comes back on its own socket when the exchange froze for a while', { timeout: 120_000 }, async () => {
  const before = await registered()
  exchange.freeze()
  await becomes('offline', 30_000)
  exchange.thaw()
  await becomes('registered', 30_000)

  expect(await onlyContact()).toBe(before)
})

it('comes back when the exchange was killed and started again', { timeout: 120_000 }, async () => {
  await registered()
  rig.facts.length = 0
  await exchange.kill()
  await rig.told('registrationChanged', ({ registration }) => registration.state === 'offline')
  await exchange.restart()
  await rig.told('registrationChanged', ({ registration }) => registration.state === 'registered', 60_000)

  await onlyContact()
})
