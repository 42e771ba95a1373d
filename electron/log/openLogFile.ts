import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import { BoundedLines } from './BoundedLines'
import { type Level, matters, type WriteLog } from './Level'

const name = 'phone-duty.log'
const older = 4
const keptForMs = 14 * 24 * 3_600_000
const mostBytesWaiting = 1024 * 1024
const retryAfterMs = 60_000
const patienceMs = 1_000

export interface LogFile {
  readonly write: WriteLog
  /** Resolves when what was said is on the disk, or cannot be within a second. */
  close(): Promise<void>
}

interface LogFileWanted {
  readonly level: Level
  readonly now: () => number
  /** When the file begins anew, such as `10M`. */
  readonly size?: `${number}${'B' | 'K' | 'M'}`
}

/**
 * The log of a profile: `logs/phone-duty.log` and four older ones, of ten megabytes and two days each, and none that is
 * older than fourteen days. It writes in the background; a disk that is full or hangs costs lines, and nothing else.
 */
export function openLogFile(profile: string, { level, now, size = '10M' }: LogFileWanted): LogFile {
  const folder = join(profile, 'logs')
  let stream: RotatingFileStream | undefined
  let lines: BoundedLines | undefined
  let triedAt = 0

  function open(): void {
    triedAt = now()
    try {
      makePrivateFolder(folder)
      tidy(folder, now())
    } catch {
      return // no log then, until it is tried again
    }
    const opened = createStream(name, {
      path: folder,
      size,
      rotate: older,
      interval: '2d',
      initialRotation: true,
      mode: 0o600,
    })
    stream = opened
    lines = new BoundedLines(opened, mostBytesWaiting)
    opened.on('error', () => {
      if (stream === opened) stream = lines = undefined
    })
  }

  open()
  return {
    write(of, line) {
      if (!matters(of, level)) return
      if (!lines && now() - triedAt >= retryAfterMs) open()
      lines?.write(line)
    },
    close() {
      const closing = stream
      stream = lines = undefined
      triedAt = Number.POSITIVE_INFINITY
      if (!closing) return Promise.resolve()
      return new Promise(resolve => {
        // A disk that hangs keeps nobody from going home.
        setTimeout(resolve, patienceMs).unref()
        closing.once('close', resolve)
        closing.end()
      })
    },
  }
}

/** Takes away what is too old, and links, through which nothing is written; what is kept is our owner's alone. */
function tidy(folder: string, now: number): void {
  for (const file of readdirSync(folder).filter(each => each.startsWith(name))) {
    const path = join(folder, file)
    const found = lstatSync(path)
    if (found.isSymbolicLink() || (found.isFile() && now - found.mtimeMs > keptForMs)) rmSync(path)
    else if (found.isFile()) chmodSync(path, 0o600)
  }
}
