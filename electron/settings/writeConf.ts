import Conf from 'conf'
import { storeOptions, type WriteStore } from './WriteStore'

/** Writes a store where there is no Electron. */
export const writeConf: WriteStore = (folder, name, value) => {
  new Conf({ ...storeOptions, cwd: folder, configName: name }).store = { ...value }
}
