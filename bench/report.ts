import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** One thing that was measured, under one condition. */
export interface Figure {
  readonly name: string
  readonly condition: string
  readonly unit: 'ms'
  readonly n: number
  readonly median: number
  readonly p95: number
}

/** Median and 95th percentile of some measurements in milliseconds. */
export function figure(name: string, condition: string, measured: readonly number[]): Figure {
  const sorted = [...measured].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { name, condition, unit: 'ms', n: sorted.length, median: rounded(at(0.5)), p95: rounded(at(0.95)) }
}

/** Prints the figures as Markdown and leaves them in bench/out/NAME.json, with the machine that they come from. */
export function report(name: string, figures: readonly Figure[]): void {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB, Linux ${release()}, Node ${process.versions.node}`
  mkdirSync('bench/out', { recursive: true })
  writeFileSync(`bench/out/${name}.json`, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  const rows = figures.map(each => `| ${each.name} | ${each.condition} | ${each.n} | ${each.median} | ${each.p95} |`)
  const table = ['| what | condition | n | median, ms | p95, ms |', '| --- | --- | --- | --- | --- |', ...rows]
  process.stdout.write(`\n${machine}\n\n${table.join('\n')}\n`)
}

const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10
