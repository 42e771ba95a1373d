import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locale } from '../../domain/desk/Settings'
import type { Scene } from '../../domain/practice/Scene'
import { mistakesIn } from '../settings/mistakesIn'
import { JsonMistake, readJson } from '../settings/readJson'
import { castScene } from './castScene'
import { sceneSchema, type SceneWritten } from './sceneSchema'

/** What is wrong with a scene's file. Line 0 is the file as a whole. */
export interface SceneMistake {
  readonly file: string
  readonly line: number
  /** In plain words, such as `callers[0].voice must be one of …`. */
  readonly reason: string
}

/** The scenes of a folder, easy ones first, and the files that could not be taken. */
export interface ScenesRead {
  readonly scenes: readonly SceneRead[]
  readonly mistakes: readonly SceneMistake[]
}

export interface SceneRead {
  readonly id: string
  /** From 1, easy, to 3. */
  readonly level: number
  readonly in: (language: Locale) => Scene
}

/** Reads every scene of a folder, one `.json` file each. A file with a mistake is refused, and the others stand. */
export function readScenes(folder: string): ScenesRead {
  const read = sceneFiles(folder).map(file => readScene(join(folder, file)))
  return {
    scenes: read.flatMap(each => ('id' in each ? [each] : [])).toSorted((one, other) => one.level - other.level),
    mistakes: read.flatMap(each => ('id' in each ? [] : [each])),
  }
}

function sceneFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .toSorted()
  } catch {
    // Without the folder there is nothing to practise, and the desk works all the same.
    return []
  }
}

function readScene(path: string): SceneRead | SceneMistake {
  const file = basename(path)
  try {
    const { value, lineOf } = readJson(readFileSync(path, 'utf8'))
    const parsed = sceneSchema.safeParse(value)
    if (parsed.success) return sceneRead(basename(file, '.json'), parsed.data)
    const mistakes = mistakesIn(parsed.error).map(({ path, sentence }) => ({ line: lineOf(path), reason: sentence }))
    const first = mistakes.reduce((one, other) => (other.line < one.line ? other : one))
    return { file, ...first }
  } catch (cause) {
    if (cause instanceof JsonMistake) return { file, line: cause.line, reason: `${cause.message}.` }
    return { file, line: 0, reason: 'The file cannot be read.' }
  }
}

function sceneRead(id: string, written: SceneWritten): SceneRead {
  return { id, level: written.level, in: language => castScene(id, written, language) }
}
