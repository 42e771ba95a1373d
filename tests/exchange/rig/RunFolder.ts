import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const exchangeTests = join(import.meta.dirname, '..')

/** One exchange's own folder: its configuration, its certificate, its log, its database. */
export interface RunFolder {
  readonly path: string
  readonly certificate: string
  readonly remove: () => Promise<void>
}

/**
 * Lays out a fresh folder in the system's temporary one, with every template of these folders filled in: `{{wsPort}}`
 * becomes `values.wsPort`. Where two folders have a template of the same name, the later one's counts. Throws when a
 * template names a value nobody gave.
 */
export async function layRunFolder(
  templates: readonly string[],
  values: Readonly<Record<string, string | number>>,
): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), 'phone-duty-exchange-'))
  await Promise.all(
    ['etc', 'log', 'lib/agi-bin', 'lib/keys', 'spool/voicemail', 'phones'].map(name =>
      mkdir(join(path, name), { recursive: true }),
    ),
  )
  const certificate = join(path, 'certificate.pem')
  const certificateKey = join(path, 'key.pem')
  await selfSign(certificate, certificateKey)
  const filled = { ...values, run: path, certificate, certificateKey, iceCandidates: iceCandidates() }
  for (const folder of templates) await fillTemplates(join(exchangeTests, folder), join(path, 'etc'), filled)
  return { path, certificate, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

async function fillTemplates(
  from: string,
  into: string,
  values: Readonly<Record<string, string | number>>,
): Promise<void> {
  const names = await readdir(from)
  await Promise.all(
    names.map(async name => {
      const template = await readFile(join(from, name), 'utf8')
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
