import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { OpenApp } from '../app'
import { contract } from '../contract/contract'
import { isOurs } from './openWindow'

/** Serves the contract to the one window. Sender and shape are checked for every call there is. */
export function serveIpc(ipc: IpcMain, { desk, audio, servants, shown }: OpenApp, window: BrowserWindow): void {
  const isTrusted = ({ senderFrame, sender }: IpcMainInvokeEvent | IpcMainEvent) =>
    senderFrame !== null &&
    sender === window.webContents &&
    senderFrame === window.webContents.mainFrame &&
    isOurs(senderFrame.url)

  for (const name of Object.keys(contract)) {
    ipc.handle(`desk:${name}`, (event, raw: unknown) =>
      isTrusted(event) ? servants.serve(name, raw) : servants.refuseSender(name),
    )
  }
  const send = (channel: string, said: unknown) => {
    if (!window.isDestroyed()) window.webContents.send(channel, said)
  }
  ipc.on('desk:here', event => {
    if (!isTrusted(event)) return
    send('desk:shown', shown.getState().shown)
    audio.enter({ order: order => send('desk:audioOrder', order) })
    desk.heed({ type: 'audioRoomChanged', open: true })
  })
  shown.subscribe(now => send('desk:shown', now.shown))
}
