import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aProgram, pack } from './packTheApp'

describe('the app on macOS', () => {
  let folder: string
  let app: string
  let about: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phone-duty-macos-'))
    await anElectronApp(join(folder, 'electron'))
    // Our own icon would have to be turned into theirs by a program that is fetched.
    const icon = join(folder, 'icon.icns')
    await writeFile(icon, 'icns')
    const dist = await pack('--mac', join(folder, 'electron'), folder, `-c.mac.icon=${icon}`)
    app = join(dist, 'mac', 'Phone Duty.app')
    about = await readFile(join(app, 'Contents/Info.plist'), 'utf8')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('says what it needs the microphone for, and asks for no camera', () => {
    expect(about).toMatch(/<key>NSMicrophoneUsageDescription<\/key>\s*<string>[^<]*so that callers can hear you/)
    expect(about).not.toContain('NSCameraUsageDescription')
  })

  it('knows by its sum the archive that it may run', () => {
    expect(about).toMatch(/<key>ElectronAsarIntegrity<\/key>\s*<dict>\s*<key>Resources\/app\.asar<\/key>/)
    expect(about).toMatch(/<key>hash<\/key>\s*<string>[0-9a-f]{64}</)
  })

  it('has its fuses set where macOS keeps them', async () => {
    const fuses = await getCurrentFuseWire(app)
    expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
    expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE)
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
  })

  it('may compile scripts and hear the microphone, and is given no other right', async () => {
    const rights = await readFile('build/entitlements.mac.plist', 'utf8')
    const given = [...rights.matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key)
    expect(given).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.audio-input'])
  })
})

/** What electron-builder needs to find of Electron for macOS. */
async function anElectronApp(folder: string): Promise<void> {
  const contents = join(folder, 'Electron.app/Contents')
  const framework = 'Frameworks/Electron Framework.framework'
  const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map(which => `Electron Helper${which}`)
  const files: Readonly<Record<string, string | Buffer>> = {
    'Info.plist': aboutOf('Electron'),
    'MacOS/Electron': '',
    [`${framework}/Electron Framework`]: aProgram('101100110'),
    [`${framework}/Versions/A/Resources/en.lproj/locale.pak`]: '',
    'Resources/en.lproj/locale.pak': '',
    ...Object.fromEntries(
      helpers.flatMap(name => [
        [`Frameworks/${name}.app/Contents/Info.plist`, aboutOf(name)],
        [`Frameworks/${name}.app/Contents/MacOS/${name}`, ''],
      ]),
    ),
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(contents, path)), { recursive: true })
    await writeFile(join(contents, path), content)
  }
}

const aboutOf = (program: string) => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${program}</string>
  <key>CFBundleIdentifier</key><string>com.github.Electron</string>
  <key>NSCameraUsageDescription</key><string>This app needs access to the camera</string>
</dict></plist>`
