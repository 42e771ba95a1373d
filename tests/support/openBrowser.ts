import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { toneWav } from '../exchange/rig/pitch'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge']

export interface BrowserWanted {
  /** A WAV file that the microphone hears, over and over. Without it, the browser's own beeps. */
  readonly microphone?: string
  /** Or what somebody hums into it, in hertz. */
  readonly hums?: number
  readonly args?: readonly string[]
}

/** A Chromium of our own, on this machine's loopback only, whose microphone and permissions need no person. */
export async function openBrowser({ hums, args = [], ...wanted }: BrowserWanted = {}): Promise<Browser> {
  const executablePath = process.env['PHONE_DUTY_CHROMIUM'] ?? places.find(existsSync)
  if (!executablePath)
    throw new Error('No Chromium here: install the Debian package "chromium", or set PHONE_DUTY_CHROMIUM.')
  const folder = hums === undefined ? undefined : mkdtempSync(join(tmpdir(), 'phone-duty-voice-'))
  const microphone = folder ? join(folder, 'voice.wav') : wanted.microphone
  if (folder && hums !== undefined) writeFileSync(join(folder, 'voice.wav'), toneWav(hums, 2))
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
      ...args,
    ],
  })
  if (folder) browser.once('disconnected', () => rmSync(folder, { recursive: true, force: true }))
  return browser
}
