import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepWindow } from '../../../electron/desktop/keepWindow'
import { leaving } from '../../../electron/desktop/leaving'
import { revivalPause } from '../../../electron/desktop/revivalPause'
import { FakeClock } from '../../support/FakeClock'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function aWindow() {
  const clock = new FakeClock()
  const did: string[] = []
  const note = (name: string) => () => void did.push(name)
  let ends = false
  let isDebugged = false
  const webContents = Object.assign(new EventEmitter(), {
    reload: note('opened anew'),
    forcefullyCrashRenderer: note('ended'),
    isDevToolsOpened: () => isDebugged,
  })
  const window = Object.assign(new EventEmitter(), { webContents, hide: note('hidden'), isDestroyed: () => false })
  keepWindow(window as unknown as BrowserWindow, {
    now: clock.now,
    note: () => undefined,
    pageGone: note('no sound'),
    hidden: note('place kept'),
    sessionEnds: () => ends,
  })
  const closes = () => {
    let isKept = false
    window.emit('close', { preventDefault: () => (isKept = true) })
    return isKept
  }
  return {
    clock,
    did,
    closes,
    window,
    dies: () => webContents.emit('render-process-gone', {}, { reason: 'crashed' }),
    endsSession: () => (ends = true),
    isDebugged: () => (isDebugged = true),
  }
}

describe('the window', () => {
  it('hides when it is closed, and the phone goes on', () => {
    const { closes, did } = aWindow()
    expect(closes()).toBe(true)
    expect(did).toEqual(['place kept', 'hidden'])
  })

  it('never holds up the end of the session', () => {
    const { closes, endsSession } = aWindow()
    endsSession()
    expect(closes()).toBe(false)
  })

  it('keeps its own title, whatever a page calls itself', () => {
    const { window } = aWindow()
    let isKept = false
    window.emit('page-title-updated', { preventDefault: () => (isKept = true) }, '<b>Mallory</b>')
    expect(isKept).toBe(true)
  })

  it('opens a page that died anew at once, and has no sound until it is back', () => {
    const { did, dies } = aWindow()
    dies()
    vi.advanceTimersByTime(0)
    expect(did).toEqual(['no sound', 'opened anew'])
  })

  it('waits longer each time for a page that dies again and again', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((_, deaths) => revivalPause(Array(deaths).fill(1_000), 2_000))
    expect(pauses).toEqual([0, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    const { did, dies } = aWindow()
    dies()
    vi.advanceTimersByTime(0)
    dies()
    vi.advanceTimersByTime(1_999)
    expect(did).toEqual(['no sound', 'opened anew', 'no sound'])
    vi.advanceTimersByTime(1)
    expect(did.at(-1)).toBe('opened anew')
  })

  it('forgives a page that died long ago', () => {
    const { clock, did, dies } = aWindow()
    dies()
    clock.passes(5 * 60_000)
    dies()
    vi.advanceTimersByTime(0)
    expect(did.filter(each => each === 'opened anew')).toHaveLength(2)
  })

  it('ends a page that does not answer any more, and gives a slow one time', () => {
    const { did, window } = aWindow()
    window.emit('unresponsive')
    vi.advanceTimersByTime(9_000)
    window.emit('responsive')
    vi.advanceTimersByTime(60_000)
    expect(did).toEqual([])
    window.emit('unresponsive')
    window.emit('unresponsive')
    vi.advanceTimersByTime(60_000)
    expect(did).toEqual(['ended'])
  })

  it('leaves a page alone that somebody has stopped to look into it', () => {
    const { did, window, isDebugged } = aWindow()
    isDebugged()
    window.emit('unresponsive')
    vi.advanceTimersByTime(60_000)
    expect(did).toEqual([])
  })
})

describe('leaving', () => {
  it('closes first, and leaves once', async () => {
    const did: string[] = []
    const { leave, begun } = leaving(
      async () => void did.push('closed'),
      () => did.push('left'),
    )
    expect(begun()).toBe(false)
    leave()
    leave()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([begun(), did]).toEqual([true, ['closed', 'left']])
  })

  it('leaves in time when the exchange no longer answers, and when closing fails', async () => {
    const did: string[] = []
    leaving(
      () => new Promise(() => undefined),
      () => did.push('left'),
    ).leave()
    await vi.advanceTimersByTimeAsync(2_999)
    expect(did).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(did).toEqual(['left'])
    leaving(
      () => Promise.reject(new Error('the disk is full')),
      () => did.push('left'),
    ).leave()
    await vi.advanceTimersByTimeAsync(0)
    expect(did).toEqual(['left', 'left'])
  })
})
