import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package of somebody else's, of which something is in what we ship. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression; empty when the package does not say. */
  readonly licence: string
  /** What the package asks to be passed on. */
  readonly notice: string
}

/** The package that a module of the bundle was taken from. Undefined for our own. */
export function packageOf(moduleId: string): ShippedPackage | undefined {
  // Bundlers mark what they made up of a file with a zero before and a question after its path.
  const file = moduleId.replaceAll('\0', '').replace(/\?.*$/s, '')
  // The innermost node_modules, and in it a name, or a scope and a name.
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]
  return folder === undefined ? undefined : readPackage(folder)
}

/** The package that stands in this folder. */
export function readPackage(folder: string): ShippedPackage {
  const { name, version, license, licenses } = manifestOf(folder)
  // Old packages have a list of alternatives.
  const old = licenses?.map(({ type }) => type).join(' OR ')
  const licence = typeof license === 'string' ? license : (license?.type ?? old ?? '')
  return { name: name ?? '', version: version ?? '', licence, notice: noticeIn(folder) }
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string | { readonly type: string }
  readonly licenses?: readonly { readonly type: string }[]
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

function noticeIn(folder: string): string {
  return readdirSync(folder)
    .filter(name => /^(licen[cs]e|copying|notice)/i.test(name) && !/\.(js|ts|json)$/i.test(name))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n')
}
