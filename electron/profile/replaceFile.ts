import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a small file, which only its owner can read, whole or not at all: written under another name, brought to
 * the disk, and renamed, so that a power cut leaves the old one or the new one. Throws what the disk says.
 */
export function replaceFile(path: string, text: string): void {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, path)
  syncFolder(dirname(path))
}

/** Brings the names in a folder to the disk; Windows does that by itself, and opens no folder. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const names = openSync(folder, 'r')
  try {
    fsyncSync(names)
  } finally {
    closeSync(names)
  }
}
