import ElectronStore from 'electron-store'
import type { WriteStore } from '../settings/WriteStore'

/** Writes a store on the desktop. It is opened at each write, since opening fails while a broken file stands there. */
export const writeElectronStore: WriteStore = (folder, name, value) => {
  new ElectronStore({ cwd: folder, name, configFileMode: 0o600 }).store = { ...value }
}
