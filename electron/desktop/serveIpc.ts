import type { BrowserWindow, IpcMain } from 'electron'
import type { OpenApp } from '../app'
import { contract } from '../contract/contract'
import { isTrusted } from './isTrusted'

/** Serves the contract to the one window. Sender and shape are checked for every call there is. */
export function serveIpc(ipc: IpcMain, { desk, audio, servants, shown }: OpenApp, window: BrowserWindow): void {
  const page = window.webContents
  for (const name of Object.keys(contract)) {
    ipc.handle(`desk:${name}`, (event, ...said: unknown[]) => {
      if (!isTrusted(event, page)) return servants.refuseSender(name)
      return said.length <= 1 ? servants.serve(name, said[0]) : servants.serve(name, said)
    })
  }
  const send = (channel: string, said: unknown) => {
    if (!window.isDestroyed()) page.send(channel, said)
  }
  ipc.on('desk:here', (event, ...said: unknown[]) => {
    if (!isTrusted(event, page) || said.length > 0) return void servants.refuseSender('here')
    send('desk:shown', shown.getState().shown)
    audio.enter({ order: order => send('desk:audioOrder', order) })
    desk.heed({ type: 'audioRoomChanged', open: true })
  })
  shown.subscribe(now => send('desk:shown', now.shown))
}
