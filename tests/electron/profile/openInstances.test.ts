import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openInstances } from '../../../electron/profile/openInstances'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phone-duty-instance-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('gives an account the same name at every start', () => {
  const first = openInstances(folder)('200@pbx.example')

  expect(first).toMatch(uuid)
  expect(openInstances(folder)('200@pbx.example')).toBe(first)
})

it('gives two accounts two names, though they have the same address', () => {
  const instanceOf = openInstances(folder)
  const names = ['200@pbx.example', '200@pbx.example#2', '201@pbx.example'].map(instanceOf)

  expect(new Set(names).size).toBe(3)
})

it('gives another profile another name', () => {
  const first = openInstances(folder)('200')
  rmSync(join(folder, 'instance.json'))

  expect(openInstances(folder)('200')).not.toBe(first)
})

it.each(['', '{', '{"seed":"200"}', '{"seed":7}'])('begins anew where %j is kept', text => {
  writeFileSync(join(folder, 'instance.json'), text)
  const first = openInstances(folder)('200')

  expect(first).toMatch(uuid)
  expect(openInstances(folder)('200')).toBe(first)
})

it('has a name for this once when nothing can be kept', () => {
  const nowhere = join(folder, 'file')
  writeFileSync(nowhere, '')

  expect(openInstances(join(nowhere, 'profile'))('200')).toMatch(uuid)
  expect(existsSync(join(folder, 'instance.json'))).toBe(false)
})
