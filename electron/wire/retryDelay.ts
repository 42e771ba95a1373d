/**
 * How long to wait before the next try to reach the exchange, in milliseconds: first 0 to 2 s at random, so that an
 * office does not return all at once; then 1, 2, 4, 8, 16 s, each half more or less; then 20 to 30 s for ever.
 * `failures` counts the tries that failed since the exchange was last there; `random` is in [0, 1).
 */
export function retryDelay(failures: number, random: number): number {
  if (failures <= 1) return random * 2_000
  const doubled = failures - 2
  return doubled < 5 ? 1_000 * 2 ** doubled * (0.5 + random) : 20_000 + random * 10_000
}
