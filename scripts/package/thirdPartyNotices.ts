import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { noticesOf } from './noticesOf'
import { packageOf, readPackage, type ShippedPackage } from './packageOf'

/**
 * Writes down whose work went into the build, and stops the build when it must not be shipped. One plugin for the three
 * parts of the app: each adds what it holds.
 *
 * `unseen` are packages whose work reaches the bundle by a way that leaves no module behind, such as a style sheet.
 */
export function thirdPartyNotices(file: string, unseen: readonly string[]): Plugin {
  const shipped = new Map<string, ShippedPackage>()
  const add = (each: ShippedPackage) => shipped.set(`${each.name} ${each.version}`, each)
  for (const name of unseen) add(readPackage(resolve('node_modules', name)))
  return {
    name: 'third-party-notices',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue
        for (const id of part.moduleIds) {
          const found = packageOf(id)
          if (found) add(found)
        }
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, noticesOf([...shipped.values()]))
    },
  }
}
