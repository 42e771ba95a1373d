import { type Level, levels, type WriteLog } from './Level'
import { type LogFile, openLogFile } from './openLogFile'
import { openTerminal, type Terminal } from './openTerminal'

/** The log of this process: to the terminal from the first moment, and to a file from when its profile is known. */
export interface Log {
  readonly write: WriteLog
  keepIn(profile: string): void
  /** Resolves when what was said is on the disk. */
  close(): Promise<void>
}

/** Opens the log. `PHONE_DUTY_LOG_LEVEL` says how much is written: `error`, `warn`, `info` (as a rule) or `debug`. */
export function openLog(terminal: Terminal, env: Readonly<Record<string, string | undefined>>): Log {
  const level = levelIn(env)
  const toTerminal = openTerminal(terminal, level)
  let file: LogFile | undefined
  return {
    write(of, line) {
      toTerminal(of, line)
      file?.write(of, line)
    },
    keepIn: profile => (file = openLogFile(profile, { level, now: Date.now })),
    close: async () => file?.close(),
  }
}

const levelIn = (env: Readonly<Record<string, string | undefined>>): Level =>
  levels.find(level => level === env['PHONE_DUTY_LOG_LEVEL']) ?? 'info'
