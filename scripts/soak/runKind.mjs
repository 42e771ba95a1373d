import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** What came of every round of a kind so far, the oldest first. */
export function readOutcomes(out, name) {
  const file = `${out}/${name}.jsonl`
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  // A soak that was broken off in the middle of a word does not know what it was about to say.
  return lines.flatMap(line => {
    try {
      return line === '' ? [] : [JSON.parse(line)]
    } catch {
      return []
    }
  })
}

/** Runs what is left of a kind. Every round writes its own outcome, or the whole run is one. */
export async function runKind(kind, { out, env, seed, rounds, short }) {
  const projects = [kind.project].flat().flatMap(project => ['--project', project])
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...kind.files]
  if (short) args.push(...(kind.shortArgs ?? []))
  if (kind.rounds) {
    const before = readOutcomes(out, kind.name).length
    const { code, told } = await run(args, { ...env, SOAK_ROUNDS: String(rounds), SOAK_SEED: String(seed) })
    const kept = readOutcomes(out, kind.name).length - before
    // A rig that did not come up, or a run that was ended from outside, fails no round; it must not go unseen.
    if (code !== 0 && kept === 0) keep(out, kind.name, { seed, ok: false, story: told })
    return
  }
  for (let round = 0; round < rounds; round += 1) {
    const since = performance.now()
    const { code, told } = await run([...args, '--testTimeout', '300000'], env)
    const tookMs = Math.round(performance.now() - since)
    keep(out, kind.name, { seed: seed + round, tookMs, ok: code === 0, ...(code === 0 ? {} : { story: told }) })
  }
}

function keep(out, name, outcome) {
  appendFileSync(`${out}/${name}.jsonl`, `${JSON.stringify(outcome)}\n`)
}

/** Shows what a run says while it says it, and hands on the end of it. */
function run(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      process.stdout.write(text)
      told = (told + text).slice(-6_000)
    })
  }
  return new Promise(resolve => child.once('close', code => resolve({ code, told })))
}
