import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import type { Measured } from './rounds'

/** Where half of the measurements lie below, and where nineteen in twenty do. */
export interface Spread {
  readonly median: number
  readonly p95: number
}

/** One thing that was measured, under one condition; `peers` are others that were measured beside us in the same run. */
export interface Figure extends Spread {
  readonly name: string
  readonly condition: string
  readonly unit: 'ms' | '%' | 'MiB' | 'KiB'
  readonly n: number
  readonly peers?: Readonly<Record<string, Spread>>
}

/** The figure that some measurements make, with those of our peers. */
export function figure(
  named: Pick<Figure, 'name' | 'condition' | 'unit'>,
  ours: readonly number[],
  peers: Readonly<Record<string, readonly number[]>> = {},
): Figure {
  const beside = Object.entries(peers).map(([peer, measured]) => [peer, spreadOf(measured)] as const)
  return {
    ...named,
    n: ours.length,
    ...spreadOf(ours),
    ...(beside.length > 0 && { peers: Object.fromEntries(beside) }),
  }
}

/** The figures of some rounds, in milliseconds. */
export function figuresOf(measured: Measured, condition: string): readonly Figure[] {
  const ours = measured.get('Phone Duty') ?? new Map<string, number[]>()
  const others = [...measured].filter(([who]) => who !== 'Phone Duty')
  return [...ours].map(([name, values]) =>
    figure(
      { name, condition, unit: 'ms' },
      values,
      Object.fromEntries(others.map(([who, figures]) => [who, figures.get(name) ?? []])),
    ),
  )
}

/** Prints the figures as Markdown and leaves them in bench/out/NAME.json, with the machine that they come from. */
export function report(name: string, figures: readonly Figure[]): void {
  const machine = describeMachine()
  mkdirSync('bench/out', { recursive: true })
  writeFileSync(`bench/out/${name}.json`, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  const peers = [...new Set(figures.flatMap(each => Object.keys(each.peers ?? {})))]
  const head = ['what', 'condition', 'unit', 'n', 'Phone Duty: median', 'p95']
  const beside = peers.flatMap(peer => [`${peer}: median`, 'p95'])
  const rows = figures.map(each => [
    ...[each.name, each.condition, each.unit, each.n, each.median, each.p95],
    ...peers.flatMap(peer => [each.peers?.[peer]?.median ?? '', each.peers?.[peer]?.p95 ?? '']),
  ])
  const table = [[...head, ...beside], [...head, ...beside].map(() => '---'), ...rows]
  process.stdout.write(`\n${machine}\n\n${table.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`)
}

function describeMachine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const load = loadavg().map(each => each.toFixed(1))
  return (
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB, Linux ${release()}, ` +
    `Node ${process.versions.node}, load ${load.join(' ')}`
  )
}

function spreadOf(measured: readonly number[]): Spread {
  const sorted = [...measured].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { median: rounded(at(0.5)), p95: rounded(at(0.95)) }
}

const rounded = (value: number) => Math.round(value * 10) / 10
