import { Registrant } from '../../electron/sip/Registrant'
import { FakeRegistering } from './FakeRegistering'

/** Random numbers that are the same in every run (a linear congruential generator; the constants are Knuth's). */
export function seeded(seed: number): () => number {
  let state = BigInt(seed)
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
    return Number(state >> 11n) / 2 ** 53
  }
}

/** Phones that all have the same exchange. Time is up to the test. */
export function anOffice(size: number, random: () => number) {
  const lines = Array.from({ length: size }, () => new FakeRegistering())
  const registered = new Set<FakeRegistering>()
  const phones = lines.map(line => {
    const phone = new Registrant(line, {
      now: Date.now,
      uptime: () => performance.now(),
      random,
      tell: ({ state }) => void (state === 'registered' ? registered.add(line) : registered.delete(line)),
      replaced: () => undefined,
      restored: () => undefined,
    })
    line.onLost = trouble => phone.lost(trouble)
    return phone
  })
  return {
    lines,
    registered,
    opens: () => phones.forEach(phone => phone.start()),
    forgets: () => lines.forEach(line => (line.connects.length = line.registers.length = 0)),
    connects: () => lines.flatMap(line => line.connects),
  }
}

/** The most of these times that lie within any one second. */
export function busiestSecond(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other)
  let first = 0
  let most = 0
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) >= 1_000) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
