import type { BrowserWindow } from 'electron'
import type { Instant } from '../../domain/Instant'
import { revivalPause } from './revivalPause'

/** What the window's keeper needs of the app. */
export interface Keeping {
  readonly now: () => Instant
  readonly note: (text: string) => void
  /** The page is gone, and the sound with it. */
  readonly pageGone: () => void
  readonly hidden: () => void
  /** Whether the desktop itself goes down, which nobody may hold up. */
  readonly sessionEnds: () => boolean
}

// A machine under load is late; only a page that stays away is gone.
const answersWithinMs = 10_000

/** Keeps the one window alive: closing it hides it, and a page that dies is opened anew, with the calls untouched. */
export function keepWindow(window: BrowserWindow, { now, note, pageGone, hidden, sessionEnds }: Keeping): void {
  const page = window.webContents
  const diedAt: Instant[] = []
  let patience: NodeJS.Timeout | undefined

  window.on('close', event => {
    if (sessionEnds()) return
    event.preventDefault()
    hidden()
    window.hide()
  })
  // The title is ours: what a page calls itself may hold a caller's name.
  window.on('page-title-updated', event => event.preventDefault())
  window.on('unresponsive', () => {
    if (page.isDevToolsOpened()) return
    patience ??= setTimeout(() => {
      note('the page does not answer and is ended')
      page.forcefullyCrashRenderer()
    }, answersWithinMs)
  })
  window.on('responsive', stopWaiting)
  page.on('render-process-gone', (_, { reason }) => {
    stopWaiting()
    pageGone()
    const pause = revivalPause(diedAt, now())
    diedAt.push(now())
    note(`the page is gone (${reason}) and opened anew in ${pause} ms`)
    setTimeout(() => {
      if (!window.isDestroyed()) page.reload()
    }, pause)
  })

  function stopWaiting(): void {
    clearTimeout(patience)
    patience = undefined
  }
}
