import { BrowserWindow } from 'electron'
import { smallestSize, type WindowPlace } from './windowPlace'

/** The one window, kept awake behind other windows: its sound must still run. It shows itself when there is something to see. */
export function openWindow(preload: string, place: WindowPlace): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Phone Duty',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  return window
}
