import './requireNode.mjs'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readOutcomes, runKind } from './soak/runKind.mjs'
import { reportOf } from './soak/reportOf.mjs'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string' },
    hours: { type: 'string' },
  },
})
const out = 'soak/out'
const fuzz = readdirSync('tests/sip').filter(name => /fuzz/i.test(name))

// What is soaked, how often in full and in short, and how: with rounds of its own, or a test file as a whole.
const kinds = [
  { name: 'rules', full: 1, short: 1, project: 'rules', files: ['tests/domain/desk/nobodyIsLost.test.ts'] },
  { name: 'floods', full: 10, short: 2, project: ['rules', 'journeys'], files: ['aFlood.test.ts'] },
  { name: 'handOvers', full: 200, short: 20, project: 'soak', files: ['soak/handingOver.soak.ts'], rounds: true },
  { name: 'kills', full: 100, short: 27, project: 'soak', files: ['soak/kills.soak.ts'], rounds: true },
  { name: 'faults', full: 100, short: 8, project: 'soak', files: ['soak/faults.soak.ts'], rounds: true },
  { name: 'calls', full: 1, short: 1, project: 'soak', files: ['soak/calls.soak.ts'], rounds: true },
  {
    name: 'survival',
    full: 1,
    short: 1,
    project: 'soak',
    files: ['soak/survives.soak.ts'],
    // Ten minutes without an exchange are ten minutes.
    shortArgs: ['-t', 'killed ten times'],
  },
  ...(fuzz.length > 0
    ? [{ name: 'fuzz', full: 1, short: 1, project: 'rules', files: fuzz.map(name => `tests/sip/${name}`) }]
    : []),
].filter(({ name }) => values.only === undefined || name === values.only)
if (kinds.length === 0) {
  process.stderr.write(`No kind is called "${values.only}".\n`)
  process.exit(2)
}

const stateFile = `${out}/state.json`
if (values.fresh) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const state = existsSync(stateFile)
  ? JSON.parse(readFileSync(stateFile, 'utf8'))
  : { begun: new Date().toISOString(), short: values.short, seed: Number(values.seed ?? Date.now() % 1_000_000) }
if (state.short !== values.short) {
  process.stderr.write(`soak/out holds a ${state.short ? 'short' : 'full'} soak; --fresh begins anew.\n`)
  process.exit(2)
}
writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`)
const env = {
  ...process.env,
  SOAK_OUT: out,
  SOAK_CALLS: process.env.SOAK_CALLS ?? (values.short ? '60' : '1000'),
  PHONE_DUTY_FIGURES: `${out}/figures.jsonl`,
  RUNS: values.short ? '2000' : '10000',
  FUZZ_RUNS: values.short ? '1000' : '5000',
}

const until = values.hours === undefined ? 0 : Date.now() + Number(values.hours) * 3_600_000
let lap = 1
do {
  for (const kind of kinds) {
    const wanted = Number(values.rounds ?? (values.short ? kind.short : kind.full)) * lap
    const done = readOutcomes(out, kind.name).length
    if (done >= wanted) continue
    process.stdout.write(`\n== ${kind.name}: ${done} of ${wanted} done\n`)
    await runKind(kind, { out, env, seed: state.seed + done, rounds: wanted - done, short: values.short })
    writeFileSync(`${out}/report.md`, reportOf(out, state, kinds, values.short))
  }
  lap += 1
} while (Date.now() < until)

const report = reportOf(out, state, kinds, values.short)
writeFileSync(`${out}/report.md`, report)
process.stdout.write(`\n${report}`)
process.exitCode = kinds.some(({ name }) => readOutcomes(out, name).some(({ ok }) => !ok)) ? 1 : 0
