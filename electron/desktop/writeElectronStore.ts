import ElectronStore from 'electron-store'
import { storeOptions, type WriteStore } from '../settings/WriteStore'

/** Writes a store on the desktop. */
export const writeElectronStore: WriteStore = (folder, name, value) => {
  new ElectronStore({ ...storeOptions, cwd: folder, name }).store = { ...value }
}
