import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endOf } from '../../../electron/desk/endOf'
import { openDoNotDisturb } from '../../../electron/desk/openDoNotDisturb'
import { nine } from '../../support/aCall'

const hour = 3_600_000

let profile: string
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'phone-duty-'))
})
afterEach(() => rmSync(profile, { recursive: true }))

const kept = () => openDoNotDisturb(profile, () => nine).kept

describe('the end of do not disturb', () => {
  it('is half an hour or an hour away, or the next midnight on this wall', () => {
    expect(endOf('halfHour', nine)).toBe(nine + hour / 2)
    expect(endOf('hour', nine)).toBe(nine + hour)
    const midnight = new Date(endOf('tomorrow', nine))
    expect([midnight.getHours(), midnight.getMinutes()]).toEqual([0, 0])
    expect(midnight.getTime() - nine).toBeGreaterThan(0)
    expect(midnight.getTime() - nine).toBeLessThanOrEqual(25 * hour)
  })

  it('is remembered over a restart, for its owner only, and forgotten when it is over', () => {
    expect(kept()).toBeUndefined()
    openDoNotDisturb(profile, () => nine).keep(nine + hour)
    expect(kept()).toBe(nine + hour)
    expect(statSync(join(profile, 'do-not-disturb.json')).mode & 0o777).toBe(0o600)
    openDoNotDisturb(profile, () => nine).keep(undefined)
    expect(readdirSync(profile)).toEqual([])
  })

  it.each(['', '{', '[]', '{"until":"for ever"}', `{"until":${nine + 26 * hour}}`])(
    'is none when what was kept makes no sense, so that it rings: %s',
    text => {
      writeFileSync(join(profile, 'do-not-disturb.json'), text)
      expect(kept()).toBeUndefined()
    },
  )
})
