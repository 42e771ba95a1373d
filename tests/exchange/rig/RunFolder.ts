import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const templates = join(import.meta.dirname, '..', 'conf')

/** Where setup.sh unpacks Asterisk. */
export const asteriskPackage = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'phone-duty', 'asterisk')

/** One exchange's own folder: its configuration, its certificate, its log, its database. */
export interface RunFolder {
  readonly path: string
  readonly certificate: string
  readonly remove: () => Promise<void>
}

/**
 * Lays out a fresh folder in the system's temporary one, with every template of `conf/` filled in: `{{wsPort}}` becomes
 * `values.wsPort`. Throws when Asterisk has not been unpacked yet, or when a template names a value nobody gave.
 */
export async function layRunFolder(values: Readonly<Record<string, string | number>>): Promise<RunFolder> {
  await access(join(asteriskPackage, 'version')).catch((cause: unknown) => {
    throw new Error('Asterisk is not unpacked here yet: run tests/exchange/setup.sh once', { cause })
  })
  const path = await mkdtemp(join(tmpdir(), 'phone-duty-exchange-'))
  await Promise.all(
    ['etc', 'log', 'lib/agi-bin', 'lib/keys', 'spool/voicemail', 'phones'].map(name =>
      mkdir(join(path, name), { recursive: true }),
    ),
  )
  const certificate = join(path, 'certificate.pem')
  const certificateKey = join(path, 'key.pem')
  await Promise.all([
    selfSign(certificate, certificateKey),
    fillTemplates(join(path, 'etc'), {
      ...values,
      run: path,
      package: asteriskPackage,
      modules: await modulesFolder(),
      certificate,
      certificateKey,
      iceCandidates: iceCandidates(),
    }),
  ])
  return { path, certificate, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

async function modulesFolder(): Promise<string> {
  const libraries = join(asteriskPackage, 'usr', 'lib')
  const [ofThisMachine] = (await readdir(libraries)).filter(name => name.endsWith('-linux-gnu'))
  if (ofThisMachine === undefined) throw new Error(`there are no modules below ${libraries}`)
  return join(libraries, ofThisMachine, 'asterisk', 'modules')
}

async function fillTemplates(into: string, values: Readonly<Record<string, string | number>>): Promise<void> {
  const names = await readdir(templates)
  await Promise.all(
    names.map(async name => {
      const template = await readFile(join(templates, name), 'utf8')
      const filled = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
        const value = values[key]
        if (value === undefined) throw new Error(`${name} asks for {{${key}}}, which nobody gave`)
        return String(value)
      })
      await writeFile(join(into, name), filled)
    }),
  )
}

/** See rtp.conf: every address of this machine is offered as the loopback one. */
function iceCandidates(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return addresses
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `${address} => 127.0.0.1`)
    .join('\n')
}

async function selfSign(certificate: string, key: string): Promise<void> {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  await run('openssl', [
    'req',
    '-x509',
    ...curve,
    '-noenc',
    '-days',
    '2',
    ...subject,
    '-keyout',
    key,
    '-out',
    certificate,
  ])
}
