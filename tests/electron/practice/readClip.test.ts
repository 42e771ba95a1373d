import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lineRate, readClip } from '../../../electron/practice/readClip'
import { aFolder } from '../journal/aFolder'

const voices = join(import.meta.dirname, '../../../assets/practice/voices')
const clips = readdirSync(voices, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.opus'))

/** How loud a sound is on the whole, and how much of it is cut off at the top. */
function measure(sound: Int16Array) {
  let energy = 0
  let clipped = 0
  for (const value of sound) {
    energy += value * value
    if (Math.abs(value) >= 32_700) clipped += 1
  }
  return { loud: Math.sqrt(energy / sound.length), clipped: clipped / sound.length }
}

describe('the voices', () => {
  it('can all be heard: neither faint nor clipped, neither cut short nor endless', async () => {
    const odd: string[] = []
    for (const clip of clips) {
      const sound = await readClip(join(voices, clip))
      const seconds = sound.length / lineRate
      const { loud, clipped } = measure(sound)
      const faint = /mumbl|featherstone\.hello/.test(clip) ? 300 : 900
      if (seconds < 0.25 || seconds > 14 || loud < faint || loud > 12_000 || clipped > 0.005) {
        odd.push(
          `${clip}: ${seconds.toFixed(1)} s, loudness ${loud.toFixed(0)}, ${(clipped * 100).toFixed(2)} % clipped`,
        )
      }
    }
    expect(odd).toEqual([])
    expect(clips.length).toBeGreaterThan(600)
  }, 120_000)

  it('take no more than 3 MB together', () => {
    expect(clips.reduce((sum, clip) => sum + statSync(join(voices, clip)).size, 0)).toBeLessThan(3_000_000)
  })

  it('last as long as they were spoken, to the sample', async () => {
    const clip = clips[0] ?? ''
    const bytes = readFileSync(join(voices, clip))
    const lastPage = bytes.lastIndexOf('OggS')
    const counted = Number(bytes.readBigInt64LE(lastPage + 6)) - bytes.readUInt16LE(bytes.indexOf('OpusHead') + 10)
    expect((await readClip(join(voices, clip))).length).toBeCloseTo((counted * lineRate) / 48_000, -1)
  })

  it('are refused when they are no clips', async () => {
    const path = join(aFolder(), 'noise.opus')
    writeFileSync(path, 'no sound at all')
    await expect(readClip(path)).rejects.toThrow('holds no Opus sound')
  })
})
