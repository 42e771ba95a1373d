import { join } from 'node:path'
import { readClip } from './readClip'

/** Opens a folder of voices: each clip is read and decoded once, when it is first wanted. */
export function openClips(folder: string): (clip: string) => Promise<Int16Array> {
  const read = new Map<string, Promise<Int16Array>>()
  return clip => {
    const before = read.get(clip)
    if (before) return before
    const reading = readClip(join(folder, clip))
    read.set(clip, reading)
    return reading
  }
}
