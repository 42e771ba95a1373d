import { existsSync, renameSync } from 'node:fs'

/**
 * Renames a file that cannot be used to `<file>.<why>-<n>`, the first name that is free, with the companions that
 * belong to it. Nothing is ever overwritten or thrown away. Returns its new path.
 */
export function putAside(file: string, why: string, companions: readonly string[] = []): string {
  let turn = 1
  while (['', ...companions].some(ending => existsSync(`${file}.${why}-${turn}${ending}`))) turn += 1
  const keptAs = `${file}.${why}-${turn}`
  for (const ending of ['', ...companions]) {
    if (existsSync(file + ending)) renameSync(file + ending, keptAs + ending)
  }
  return keptAs
}
