/**
 * Replaces the store `name` of a profile, whole or not at all: `<name>.json`, which only its owner can read. On the
 * desktop that is electron-store, without Electron a writer of our own; both leave the same file.
 */
export type WriteStore = (folder: string, name: string, value: object) => void
