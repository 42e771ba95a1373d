// Speaks every line of the practice scenes with espeak-ng and packs it with opusenc (Debian: espeak-ng, opus-tools).
// Only what is missing or has changed is spoken again; what nobody says any more is removed.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const practice = join(import.meta.dirname, '..', 'assets', 'practice')
const folder = join(practice, 'voices')
const manifest = join(folder, 'manifest.json')
const languages = ['en', 'ja']

/** Part of every hash: a clip is made again when the way of making it changes. */
const recipe = { amplitude: 150, bitrate: 9, frame: 60 }

const json = async path => JSON.parse(await readFile(path, 'utf8'))

const voices = await json(join(practice, 'voices.json'))
const manners = await json(join(practice, 'manners.json'))
const { people } = await json(join(practice, 'people.json'))
const known = await json(manifest).catch(() => ({}))

const wanted = new Map()
function want(name, line, voice) {
  for (const language of languages) {
    const text = line[`${language}Said`] ?? line[language]
    const spoken = { text, ...voices[voice][language], how: line.how ?? 'plain' }
    wanted.set(`${language}/${name}.opus`, spoken)
  }
}

for (const { extension, voice, hello } of people) {
  want(`people/${extension}`, hello, voice)
  for (const [topic, line] of Object.entries(manners.colleague))
    want(`manners/colleague.${voice}.${topic}`, line, voice)
  want(`manners/mailbox.${voice}.pickUp`, manners.mailbox.pickUp, voice)
}
for (const file of (await readdir(join(practice, 'scenes'))).toSorted()) {
  const scene = file.replace(/\.json$/, '')
  for (const caller of (await json(join(practice, 'scenes', file))).callers) {
    for (const [id, line] of Object.entries(caller.lines))
      want(`scenes/${scene}.${caller.id}.${id}`, line, caller.voice)
    for (const [topic, line] of Object.entries(manners[caller.manner])) {
      if (!(topic in caller.replies)) want(`manners/${caller.manner}.${caller.voice}.${topic}`, line, caller.voice)
    }
  }
}

const hashOf = spoken =>
  createHash('sha256')
    .update(JSON.stringify([recipe, spoken]))
    .digest('hex')
    .slice(0, 16)
const present = new Set(
  (await readdir(folder, { recursive: true }).catch(() => [])).filter(name => name.endsWith('.opus')),
)
const scratch = await mkdtemp(join(tmpdir(), 'phone-duty-voices-'))
const made = {}
let count = 0

for (const [name, spoken] of [...wanted].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
  made[name] = hashOf(spoken)
  if (known[name] === made[name] && present.has(name)) continue
  await speak(name, spoken)
  count += 1
}
const gone = [...present].filter(name => !wanted.has(name))
for (const name of gone) await rm(join(folder, name))
await rm(scratch, { recursive: true })
await writeFile(manifest, `${JSON.stringify(made, null, 2)}\n`)
console.log(`${count} clips made, ${gone.length} removed, ${wanted.size} in all.`)

/** A syllable that the Japanese voice does not know is read out in English, by its name. */
async function refuseForeignWords(name, voice, text) {
  const { stdout } = await run('espeak-ng', ['-q', '-x', '-v', voice, text])
  if (voice.startsWith('ja') && stdout.includes('(en)')) throw new Error(`${name}: espeak-ng cannot read "${text}".`)
}

async function speak(name, { text, voice, pitch, speed, how }) {
  const mumbled = how === 'mumbled'
  const wave = join(scratch, 'line.wav')
  const clip = join(folder, name)
  await mkdir(dirname(clip), { recursive: true })
  await refuseForeignWords(name, voice, text)
  // Mumbled is quick, low and quiet.
  const manner = mumbled ? [speed * 1.35, pitch * 0.6, recipe.amplitude * 0.4] : [speed, pitch, recipe.amplitude]
  const [words, tone, loudness] = manner.map(value => String(Math.round(value)))
  await run('espeak-ng', ['-v', voice, '-s', words, '-p', tone, '-a', loudness, '-w', wave, text])
  const packing = [
    '--quiet',
    '--bitrate',
    String(recipe.bitrate),
    '--framesize',
    String(recipe.frame),
    '--downmix-mono',
  ]
  // A fixed serial number and no comments: the same line gives the same bytes.
  const plain = ['--serial', '1', '--padding', '0', '--discard-comments', '--speech']
  await run('opusenc', [...packing, ...plain, wave, clip])
}
