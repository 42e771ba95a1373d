import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { findBrowser } from '../findBrowser.mjs'

/**
 * What the microphone hears: a sound too short to be a word, and then nothing for long. Whoever takes the tour says
 * everything with a key, and is heard all the same.
 */
function writeCough(folder) {
  const rate = 48_000
  const samples = new Int16Array(rate * 60)
  for (let at = 0; at < rate * 0.2; at += 1) samples[at] = Math.round(8_000 * Math.sin((2 * Math.PI * 440 * at) / rate))
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.byteLength, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.byteLength, 40)
  const path = join(folder, 'microphone.wav')
  writeFileSync(path, Buffer.concat([head, Buffer.from(samples.buffer)]))
  return path
}

/** In the page, before anything else: keeps hold of its peer connections. */
function rememberPeers() {
  const Real = RTCPeerConnection
  window.tourPeers = []
  window.RTCPeerConnection = class extends Real {
    constructor(settings) {
      super(settings)
      window.tourPeers.push(this)
    }
  }
}

/** In the page: how much sound has come in and gone out so far, in the units of getStats. */
async function energies() {
  let [theirs, ours] = [0, 0]
  for (const peer of window.tourPeers) {
    for (const stat of (await peer.getStats()).values()) {
      if (stat.type === 'inbound-rtp') theirs = Math.max(theirs, stat.totalAudioEnergy ?? 0)
      if (stat.type === 'media-source') ours = Math.max(ours, stat.totalAudioEnergy ?? 0)
    }
  }
  return { theirs, ours }
}

/** Opens the app with nothing configured, in a profile of its own, and a page that shows it. */
export async function openTour({ lang, theme, pace }) {
  const profile = mkdtempSync(join(tmpdir(), 'phone-duty-tour-'))
  const args = ['out/main/headless.js', '--profile', profile, '--lang', lang, '--practice-pace', String(pace)]
  const desk = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  desk.stderr.on('data', said => (log += said))
  const [line] = await once(createInterface({ input: desk.stdout }), 'line')
  const browser = await chromium.launch({
    executablePath: process.env.PHONE_DUTY_CHROMIUM ?? findBrowser(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${writeCough(profile)}`,
    ],
  })
  const page = await browser.newPage({
    viewport: { width: 420, height: 720 },
    deviceScaleFactor: 2,
    colorScheme: theme,
    locale: lang,
  })
  await page.addInitScript(rememberPeers)
  await page.goto(JSON.parse(line).url)
  return {
    page,
    heard: () => page.evaluate(energies),
    log: () => log.split('\n').slice(-40).join('\n'),
    /** The records of the scene that was played last, and what practice keeps of it. */
    kept(scene) {
      const journal = new DatabaseSync(join(profile, 'practice/journal.sqlite'), { readOnly: true })
      const lines = readFileSync(join(profile, 'practice/practice.jsonl'), 'utf8').split('\n').filter(Boolean)
      const practised = lines.map(each => JSON.parse(each)).filter(call => call.scene === scene)
      const records = journal.prepare('SELECT * FROM records ORDER BY started_at DESC LIMIT ?').all(practised.length)
      journal.close()
      return { records, practised }
    },
    async close() {
      await browser.close()
      desk.kill('SIGTERM')
      if (desk.exitCode === null) await once(desk, 'exit')
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
