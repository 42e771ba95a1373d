import type { Writable } from 'node:stream'
import { BoundedLines } from './BoundedLines'
import { type Level, matters, type WriteLog } from './Level'

const mostBytesWaiting = 256 * 1024

/** The standard error of a process. */
export type Terminal = Pick<Writable, 'write' | 'writableLength'> & { readonly isTTY?: boolean | undefined }

/**
 * Writes to the terminal that we were started from. Node waits for a terminal at every write, for ever when somebody
 * has stopped it (Ctrl+S, a hung connection), and a phone must not. Pipes do not wait by themselves.
 * A person at a terminal hears what went wrong; a program that listens hears everything down to `level`.
 */
export function openTerminal(terminal: Terminal, level: Level): WriteLog {
  const lines = new BoundedLines(terminal, mostBytesWaiting)
  if (!terminal.isTTY) return (of, line) => matters(of, level) && lines.write(line)
  if (!neverWaits(terminal)) return () => undefined
  const least = level === 'debug' ? level : 'warn'
  return (of, line) => matters(of, least) && lines.write(line)
}

/** Tells a terminal not to wait, for which Node has no public word; answers whether it was understood. */
function neverWaits(terminal: Terminal): boolean {
  const handle = Reflect.get(terminal, '_handle') as { setBlocking?(blocking: boolean): unknown } | undefined
  if (!handle?.setBlocking) return false
  handle.setBlocking(false)
  return true
}
