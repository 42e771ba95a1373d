import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales } from '../../domain/desk/Settings'
import { lineRate, readClip } from '../../electron/practice/readClip'
import { readScenes } from '../../electron/practice/readScenes'

const practice = join(import.meta.dirname, '../../out/practice')

it('has every scene and every voice beside the built app', async () => {
  const { scenes, mistakes } = readScenes(join(practice, 'scenes'))
  expect(mistakes).toEqual([])
  expect(scenes.length).toBeGreaterThanOrEqual(13)
  for (const language of locales) {
    const parts = scenes
      .map(scene => scene.in(language))
      .flatMap(({ callers, colleagues }) => [...callers, ...Object.values(colleagues)])
    const said = parts.flatMap(({ lines, replies }) =>
      Object.values(replies).flatMap(turns => turns.flat().flatMap(name => lines[name]?.clip ?? [])),
    )
    expect(said.filter(clip => !existsSync(join(practice, 'voices', clip)))).toEqual([])
    const hello = await readClip(join(practice, 'voices', said[0] ?? ''))
    expect(hello.length).toBeGreaterThan(lineRate / 2)
  }
})
