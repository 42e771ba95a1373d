import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from './replaceFile'

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
  syncFolder(dirname(file))
  return keptAs
}

/**
 * Whoever was killed while putting a file aside has left companions where the file is no more: they follow it, since the
 * next file of that name would take them for its own.
 */
export function finishPuttingAside(file: string, why: string, companions: readonly string[]): void {
  const left = companions.filter(ending => existsSync(file + ending))
  if (existsSync(file) || left.length === 0) return
  let turn = 1
  while (existsSync(`${file}.${why}-${turn + 1}`)) turn += 1
  const isFree = left.every(ending => !existsSync(`${file}.${why}-${turn}${ending}`))
  // With no file that they could belong to they are put aside by themselves.
  if (!isFree || !existsSync(`${file}.${why}-${turn}`)) return void putAside(file, why, companions)
  for (const ending of left) renameSync(file + ending, `${file}.${why}-${turn}${ending}`)
}
