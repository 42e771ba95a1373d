import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { settingsFor } from './aDeskOnExchange'
import { callFromOutside } from './rig/OutsideCaller'

let rig: ClientOnExchange

beforeAll(async () => {
  rig = await aClientOnExchange({
    account: { line: 'internal' },
    andAlso: exchange => settingsFor(exchange, { extension: '102', line: 'external' }).accounts,
  })
})

afterAll(() => rig.close())

it('registers both, and the one that rings says which line it is, whatever the headers say', async () => {
  const { client, exchange } = rig
  await client.sees('both registered', desk => desk.accounts.every(each => each.registration?.state === 'registered'))
  expect(await exchange.contacts('102')).toHaveLength(1)

  const toSecond = await callFromOutside(exchange, { dial: '0312345679' })
  expect(await rig.inPhase('ringing')).toMatchObject({ line: { kind: 'external', because: 'registration' } })
  await toSecond.cancel()
  await client.sees('an empty desk', desk => desk.calls.length === 0)

  // The header says external here, but this registration only ever rings for colleagues.
  const toFirst = await callFromOutside(exchange, { dial: '0312345678' })
  expect(await rig.inPhase('ringing')).toMatchObject({ line: { kind: 'internal', because: 'registration' } })
  await toFirst.cancel()
  await client.sees('an empty desk', desk => desk.calls.length === 0)
})
