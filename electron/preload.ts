import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AudioOrder } from './contract/audioContract'
import type { CallName, DeskBridge, Shown } from './contract/contract'

const ask = (name: CallName) => (input: unknown) => ipcRenderer.invoke(`desk:${name}`, input)

const hear =
  <Said>(channel: string) =>
  (listener: (said: Said) => void) => {
    const relay = (_: IpcRendererEvent, said: Said) => listener(said)
    ipcRenderer.on(channel, relay)
    return () => {
      ipcRenderer.off(channel, relay)
    }
  }

// Spelled out on purpose: this object is the whole surface an attacker in the renderer would have.
const desk: DeskBridge = {
  attempt: ask('attempt'),
  listRecords: ask('listRecords'),
  findPeople: ask('findPeople'),
  tellAudio: ask('tellAudio'),
  practise: ask('practise'),
  onShown(listener) {
    const unheard = hear<Shown>('desk:shown')(listener)
    ipcRenderer.send('desk:here')
    return unheard
  },
  onAudioOrder: hear<AudioOrder>('desk:audioOrder'),
  onAudioOwner(listener) {
    // One window, one room: it always owns the sound.
    listener(true)
    return () => undefined
  },
  onBridge(listener) {
    listener(true)
    return () => undefined
  },
}

contextBridge.exposeInMainWorld('desk', desk)
