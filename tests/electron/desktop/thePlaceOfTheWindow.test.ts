import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWindowPlace, type Place, restoredPlace } from '../../../electron/desktop/windowPlace'

const desk: Place = { x: 0, y: 0, width: 1920, height: 1040 }
const beside: Place = { x: 1920, y: 0, width: 1280, height: 1000 }
const small: Place = { x: 0, y: 0, width: 300, height: 400 }
const was: Place = { x: 2000, y: 100, width: 500, height: 700 }

describe('the place of the window', () => {
  it('is the desktop’s to choose at the first start', () => {
    expect(restoredPlace(undefined, [desk])).toEqual({ width: 420, height: 680 })
  })

  it('is where it was, on the screen where it was', () => {
    expect(restoredPlace(was, [desk, beside])).toEqual(was)
  })

  it.each<[string, Place]>([
    ['the screen is gone', was],
    ['it hangs off the left edge', { ...was, x: -450 }],
    ['it hangs off the right edge', { ...was, x: 1900 }],
    ['its title bar is above the screen', { ...was, x: 0, y: -10 }],
    ['its title bar is below the screen', { ...was, x: 0, y: 1030 }],
  ])('is the desktop’s to choose when %s, in the old size', (_, place) => {
    expect(restoredPlace(place, [desk])).toEqual({ width: 500, height: 700 })
  })

  it('fits the screen that it is on, and is never too small to work in', () => {
    expect(restoredPlace({ x: 10, y: 10, width: 5000, height: 5000 }, [desk])).toMatchObject({
      width: 1920,
      height: 1040,
    })
    expect(restoredPlace({ x: 10, y: 10, width: 1, height: 1 }, [desk])).toEqual({ width: 320, height: 480 })
    expect(restoredPlace(was, [small])).toEqual({ width: 320, height: 480 })
  })

  it('needs no screen', () => expect(restoredPlace(was, [])).toEqual({ width: 500, height: 700 }))

  describe('over a restart', () => {
    let profile: string
    beforeEach(() => {
      profile = mkdtempSync(join(tmpdir(), 'phone-duty-'))
    })
    afterEach(() => rmSync(profile, { recursive: true }))

    it('is remembered, for its owner only', () => {
      openWindowPlace(profile).keep(was)
      expect(openWindowPlace(profile).kept).toEqual(was)
      expect(statSync(join(profile, 'desktop.json')).mode & 0o777).toBe(0o600)
    })

    it.each(['', '{', '[]', '{"x":0,"y":0,"width":"wide","height":1}', '{"x":1e9,"y":0,"width":1,"height":1}'])(
      'is forgotten when what was kept makes no sense: %s',
      text => {
        writeFileSync(join(profile, 'desktop.json'), text)
        expect(openWindowPlace(profile).kept).toBeUndefined()
      },
    )
  })
})
