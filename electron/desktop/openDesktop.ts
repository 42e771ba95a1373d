import {
  type BrowserWindow,
  globalShortcut,
  ipcMain,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  screen,
} from 'electron'
import type { OpenApp } from '../app'
import { callAttention } from './callAttention'
import { keepWindow } from './keepWindow'
import { openWindow } from './openWindow'
import { ringNotice } from './ringNotice'
import { serveIpc } from './serveIpc'
import { openShortcuts, type Shortcut, shortcutsFor } from './shortcuts'
import { stayAwake } from './stayAwake'
import { openTray } from './tray/openTray'
import { openWindowPlace, restoredPlace } from './windowPlace'
import { wordsIn } from './words'

interface DesktopWanted {
  readonly preload: string
  readonly profile: string
  readonly note: (text: string) => void
  readonly quit: () => void
  readonly sessionEnds: () => boolean
}

/** What stands on the desktop for an open app. */
export interface Desktop {
  readonly window: BrowserWindow
  /** Brings the window to the front, since the user wants it there. */
  show(): void
  /** Remembers where the window stands. */
  keepPlace(): void
  /** Gives the keys back to the other programs. */
  close(): void
}

/** Builds the desktop round the app: connects its pieces to the desk, decides nothing. */
export function openDesktop(app: OpenApp, { preload, profile, note, quit, sessionEnds }: DesktopWanted): Desktop {
  const { desk, audio, shown } = app
  const place = openWindowPlace(profile)
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = openWindow(preload, restoredPlace(place.kept, areas))
  serveIpc(ipcMain, app, window)

  function show(): void {
    if (window.isMinimized()) window.restore()
    window.show()
  }
  function keepPlace(): void {
    try {
      if (!window.isDestroyed()) place.keep(window.getNormalBounds())
    } catch {
      note('the place of the window could not be kept') // it opens in the middle then
    }
  }
  keepWindow(window, {
    now: Date.now,
    note,
    pageGone() {
      audio.enter(undefined)
      desk.heed({ type: 'audioRoomChanged', open: false })
    },
    hidden: keepPlace,
    sessionEnds,
  })

  function press({ name, intent }: Shortcut): void {
    desk.attempt(intent)
    // Whoever answers is about to write down what is said.
    if (name === 'answer') show()
  }
  const shortcuts = openShortcuts(globalShortcut, press)
  const showInTray = openTray({
    showDesk: show,
    beSilent: span => desk.attempt({ type: 'choosePresence', presence: 'dnd', span }),
    beAvailable: () => desk.attempt({ type: 'choosePresence', presence: 'available' }),
    press,
    quit,
  })
  const callForAttention = callAttention({
    window,
    notify: Notification.isSupported() ? notice => new Notification(notice) : undefined,
    say: call => ringNotice(call, wordsIn[view().preferences.locale], process.platform === 'linux'),
    look: show,
  })
  const keepAwake = stayAwake(powerSaveBlocker)

  const view = () => shown.getState().shown.desk
  function draw(): void {
    const { calls } = view()
    const wanted = shortcutsFor(calls)
    showInTray(view(), { shortcuts: wanted, notOurs: shortcuts.serve(wanted) })
    callForAttention(calls)
    keepAwake(calls)
  }
  shown.subscribe(draw)
  nativeTheme.on('updated', draw)
  draw()

  return { window, show, keepPlace, close: () => globalShortcut.unregisterAll() }
}
