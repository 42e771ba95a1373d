/**
 * Whether this page may make a sound without waiting for a click. It is asked of a player that has nothing to play: in a
 * browser that wants a click first it stays paused (HTML, `play()`), and in any other it never gets as far as a loudspeaker.
 */
export function mayPlay(): boolean {
  const player = new Audio()
  player.play().catch(() => undefined) // that it was refused, or is given up below, is told by its being paused
  const plays = !player.paused
  player.pause()
  return plays
}
