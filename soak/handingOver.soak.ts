import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from '../tests/exchange/aClientOnExchange'
import { anyOrder, type Outcome } from './anyOrder'

const rounds = Number(process.env['SOAK_ROUNDS'] ?? '200')
const firstSeed = Number(process.env['SOAK_SEED'] ?? Date.now() % 1_000_000)

let rig: ClientOnExchange
const outcomes: Outcome[] = []

beforeAll(async () => {
  rig = await aClientOnExchange({ more: { handOver: { noAnswerSeconds: 4 } } })
})

afterAll(async () => {
  await rig.close()
  const silences = outcomes.map(({ longestSilenceMs }) => longestSilenceMs).sort((one, other) => one - other)
  const endings = new Map<string, number>()
  for (const { record } of outcomes)
    endings.set(record.ending ?? 'none', (endings.get(record.ending ?? 'none') ?? 0) + 1)
  const summary = {
    rounds: outcomes.length,
    firstSeed,
    longestSilenceMs: silences.at(-1),
    medianLongestSilenceMs: silences[Math.floor(silences.length / 2)],
    endings: Object.fromEntries(endings),
  }
  mkdirSync('soak/out', { recursive: true })
  writeFileSync('soak/out/handingOver.json', `${JSON.stringify({ summary, outcomes }, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(summary)}\n`)
})

it.each(Array.from({ length: rounds }, (_, at) => firstSeed + at))(
  'keeps the caller in company, seed %i',
  async seed => {
    outcomes.push(await anyOrder(rig, seed))
  },
)
