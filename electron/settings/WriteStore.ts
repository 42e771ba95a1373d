/**
 * Replaces the store `name` of a profile, whole or not at all: `<name>.json`, which only its owner can read. On the
 * desktop this is electron-store, without Electron its engine, conf; both leave the same file.
 */
export type WriteStore = (folder: string, name: string, value: object) => void

/** How both are opened: at each write, since opening fails while a broken file stands there. */
export const storeOptions = { configFileMode: 0o600 } as const
