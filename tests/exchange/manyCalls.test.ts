import { afterAll, beforeAll, expect, it } from 'vitest'
import { everythingIsGivenBack, oneOfMany } from '../../soak/manyCalls'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { type DeskPhone, startDeskPhone } from './rig/DeskPhone'

const calls = Number(process.env['CALLS'] ?? '20')

let rig: ClientOnExchange
let colleague: DeskPhone

beforeAll(async () => {
  rig = await aClientOnExchange({ nodeArgs: ['--expose-gc'] })
  colleague = await startDeskPhone(rig.exchange, { as: '201', tone: 600 })
})

afterAll(async () => {
  await colleague.stop()
  await rig.close()
})

// A few calls; `npm run soak` takes a thousand.
it(`after ${calls} calls everything is given back`, { timeout: 60_000 + calls * 10_000 }, async () => {
  for (let round = 0; round < 5; round += 1) await oneOfMany(rig, colleague, round)
  const before = await everythingIsGivenBack(rig, 40_000)
  for (let round = 5; round < calls; round += 1) await oneOfMany(rig, colleague, round)
  const after = await everythingIsGivenBack(rig, 40_000)

  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
  console.log(
    `${calls} calls: heap ${megabytes(before.heapUsed)} MB, then ${megabytes(after.heapUsed)} MB; RSS ${megabytes(after.rss)} MB; resources ${before.resources}, then ${after.resources}`,
  )
  expect(after.heapUsed - before.heapUsed).toBeLessThan(20e6)
  expect(after.resources).toBeLessThanOrEqual(before.resources + 2)
})
