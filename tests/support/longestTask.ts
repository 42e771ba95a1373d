/**
 * How long the longest task of this process was while something went on, in milliseconds. A busy machine makes tasks look
 * long that are not: the shortest of up to three tries counts, and the first that stays below `enough` is good enough.
 */
export async function longestTask(enough: number, go: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let tried = 0; tried < 3 && best > enough; tried += 1) best = Math.min(best, await watched(go))
  return best
}

async function watched(go: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  let watching = true
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(look)
  }
  setImmediate(look)
  await go()
  watching = false
  return longest
}
