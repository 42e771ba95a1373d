import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A program that setup.sh has unpacked. */
export interface Unpacked {
  readonly folder: string
  /** Starts it. */
  readonly run: string
  /** What it says of itself: "Asterisk 22.10.1…" */
  readonly version: string
  /** Where the modules are that it loads while it runs. */
  readonly modules: string
}

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'phone-duty')

/** Finds an unpacked program. Throws, saying what to do, when it is not there. */
export async function unpacked(name: 'asterisk' | 'asterisk-16' | 'kamailio' | 'rtpengine'): Promise<Unpacked> {
  const folder = join(cache, name)
  const version = await readFile(join(folder, 'version'), 'utf8').catch((cause: unknown) => {
    throw new Error(`${name} is not unpacked here yet: run tests/exchange/setup.sh once`, { cause })
  })
  return { folder, run: join(folder, 'run'), version: version.trim(), modules: await modulesIn(folder, name) }
}

/** Older releases of Debian have no folder for each kind of machine. */
async function modulesIn(folder: string, name: string): Promise<string> {
  const libraries = join(folder, 'usr', 'lib')
  const kinds = (await readdir(libraries)).filter(each => each.endsWith('-linux-gnu'))
  const [program = name] = name.split('-')
  const [modules = ''] = ['', ...kinds]
    .map(kind => join(libraries, kind, program, 'modules'))
    .filter(path => existsSync(path))
  return modules
}
