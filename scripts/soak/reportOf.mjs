import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { stripVTControlCharacters } from 'node:util'
import { readOutcomes } from './runKind.mjs'

/** Everything that was soaked so far, for a person: counts, seeds, figures, and the story of each failure. */
export function reportOf(out, state, kinds, short) {
  const [{ model }] = cpus()
  const machine = `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0].toFixed(1)}`
  const lines = [
    `# Soak${short ? ' (short)' : ''}`,
    '',
    `Begun ${state.begun}, first seed ${state.seed}. ${machine}, Node ${process.version}.`,
    '',
    '| kind | rounds | failed | seeds | minutes |',
    '| --- | --- | --- | --- | --- |',
  ]
  const figures = ['', '| figure | rounds | median | p95 | worst |', '| --- | --- | --- | --- | --- |']
  const failures = []
  for (const { name } of kinds) {
    const outcomes = readOutcomes(out, name)
    const failed = outcomes.filter(({ ok }) => !ok)
    const seeds = outcomes.length > 0 ? `${outcomes[0].seed} to ${outcomes.at(-1).seed}` : ''
    const minutes = outcomes.reduce((sum, { tookMs = 0 }) => sum + tookMs, 0) / 60_000
    lines.push(`| ${name} | ${outcomes.length} | ${failed.length} | ${seeds} | ${minutes.toFixed(1)} |`)
    figures.push(...figuresOf(name, outcomes))
    failures.push(...failed.map(({ seed, story = '' }) => `\n### ${name}, seed ${seed}\n\n${quoted(story)}`))
  }
  figures.push(...toldFigures(`${out}/figures.jsonl`))
  const stories = failures.length > 0 ? ['', '## Failures', ...failures] : ['', 'Nothing failed.']
  return [...lines, ...figures, ...stories, ''].join('\n')
}

function figuresOf(name, outcomes) {
  const all = outcomes.flatMap(({ figures = {} }) => Object.entries(figures))
  const names = new Set(all.filter(([, value]) => typeof value === 'number').map(([key]) => key))
  return [...names].map(key =>
    row(
      `${name}: ${key}`,
      all.filter(([other]) => other === key).map(([, value]) => value),
    ),
  )
}

/** What the tests told with `figure`. */
function toldFigures(file) {
  if (!existsSync(file)) return []
  const told = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
  const byName = Map.groupBy(told, ({ what, limit }) => `${what} (ms, limit ${limit})`)
  return [...byName].map(([what, all]) =>
    row(
      what,
      all.map(({ ms }) => ms),
    ),
  )
}

function row(what, values) {
  const sorted = values.filter(value => typeof value === 'number').sort((one, other) => one - other)
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return `| ${what} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${sorted.at(-1)} |`
}

function quoted(story) {
  const text = stripVTControlCharacters(story).trim()
  return text
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n')
}
