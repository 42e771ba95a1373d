import { join } from 'node:path'
import { replaceFile } from '../profile/replaceFile'
import type { WriteStore } from './WriteStore'

/** Writes a store where there is no Electron, as electron-store does; its engine alone would cost 5 MiB of memory. */
export const writeStoreFile: WriteStore = (folder, name, value) =>
  replaceFile(join(folder, `${name}.json`), JSON.stringify(value, undefined, '\t'))
