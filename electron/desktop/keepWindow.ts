import type { BrowserWindow } from 'electron'
import type { OpenApp } from '../app'

/** Keeps the one window alive: closing it hides it, and a page that dies is opened anew, with the calls untouched. */
export function keepWindow(window: BrowserWindow, { audio, desk }: OpenApp): void {
  window.on('close', event => {
    event.preventDefault()
    window.hide()
  })
  window.webContents.on('render-process-gone', () => {
    audio.enter(undefined)
    desk.heed({ type: 'audioRoomChanged', open: false })
    window.webContents.reload()
  })
}
