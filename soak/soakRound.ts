import { appendFileSync, mkdirSync } from 'node:fs'

/** Figures of one round, by name, in the unit that the name ends with (Ms, Mb); or words for what was done. */
export type Figures = Readonly<Record<string, number | string | boolean | undefined>>

const folder = process.env['SOAK_OUT'] ?? 'soak/out'

/** The seeds of this run: so many in a row, as `npm run soak` wants them. */
export function seeds(otherwise: number): readonly number[] {
  const rounds = Number(process.env['SOAK_ROUNDS'] ?? otherwise)
  const first = Number(process.env['SOAK_SEED'] ?? Date.now() % 1_000_000)
  return Array.from({ length: rounds }, (_, at) => first + at)
}

/** Does one round and writes down what came of it at once, so that a soak that is broken off can go on. Rethrows. */
export async function soakRound(kind: string, seed: number, round: () => Promise<Figures>): Promise<void> {
  const since = performance.now()
  const write = (outcome: object) => {
    mkdirSync(folder, { recursive: true })
    appendFileSync(
      `${folder}/${kind}.jsonl`,
      `${JSON.stringify({ seed, tookMs: Math.round(performance.now() - since), ...outcome })}\n`,
    )
  }
  try {
    write({ ok: true, figures: await round() })
  } catch (error) {
    write({ ok: false, story: error instanceof Error ? error.message : String(error) })
    throw error
  }
}
