import { it } from 'vitest'
import { seeded } from '../tests/support/anOffice'
import { comeBack, type ComingBack } from './comeBack'

const outages = [
  ['an instant restart', 0],
  ['30 s', 30],
  ['10 min', 600],
] as const

/** What an exchange may have to take from a hundred clients in its busiest second. */
const mostOfAHundred = 60

/** The fewer clients, the more chance has to say: then the same day is played again and again. */
const offices = [
  [100, 1_000],
  [1_000, 100],
  [100_000, 1],
] as const

it('comes back after an outage, on paper', { timeout: 300_000 }, () => {
  const rows = offices.flatMap(([clients, times]) =>
    outages.map(([outage, seconds]) => row(clients, outage, play(clients, seconds, times))),
  )
  const head = [
    'clients',
    'days played',
    'exchange gone for',
    'peak, connects/s: median',
    'worst',
    'days over 60',
    'back: median, s',
    'p95, s',
    'last, s',
  ]
  process.stdout.write(`\n${[line(head), line(head.map(() => '---')), ...rows].join('\n')}\n`)
})

function play(clients: number, seconds: number, times: number): readonly ComingBack[] {
  return Array.from({ length: times }, (_, day) => comeBack(clients, seconds, seeded(day + 1)))
}

function row(clients: number, outage: string, days: readonly ComingBack[]): string {
  const peaks = days.map(({ peak }) => peak)
  const overDays = (share: number) => middle(days.map(({ backAfter }) => at(backAfter, share)))
  const seconds = [overDays(0.5), overDays(0.95), overDays(1)].map(each => each.toFixed(1))
  const tooMany = `${((100 * peaks.filter(peak => peak > mostOfAHundred).length) / peaks.length).toFixed(0)} %`
  const figures = [
    clients,
    days.length,
    outage,
    middle(peaks),
    Math.max(...peaks),
    clients === 100 ? tooMany : '',
    ...seconds,
  ]
  return line(figures.map(each => (typeof each === 'number' ? each.toLocaleString('en') : each)))
}

const middle = (values: readonly number[]) =>
  at(
    [...values].sort((one, other) => one - other),
    0.5,
  )

function at(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
