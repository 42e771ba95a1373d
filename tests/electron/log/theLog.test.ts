import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../domain/desk/Fact'
import type { Intent } from '../../../domain/desk/Intent'
import { deskLog } from '../../../electron/desk/DeskLog'
import { BoundedLines } from '../../../electron/log/BoundedLines'
import { type Level, levels, type WriteLog } from '../../../electron/log/Level'
import { openLog } from '../../../electron/log/openLog'
import { openLogFile } from '../../../electron/log/openLogFile'
import { openTerminal, type Terminal } from '../../../electron/log/openTerminal'
import { aFolder } from '../journal/aFolder'

/** A terminal whose reader may stop, as far as the log can tell. */
class ATerminal implements Terminal {
  readonly written: string[] = []
  readonly asked: boolean[] = []
  writableLength = 0
  readonly _handle = { setBlocking: (blocking: boolean) => this.asked.push(blocking) }
  constructor(readonly isTTY: boolean) {}
  write(text: unknown): boolean {
    this.written.push(String(text))
    return true
  }
}

const sayEach = (write: WriteLog) => {
  for (const level of levels) write(level, level)
}

describe('whoever does not read', () => {
  it('is told how much was left out as soon as they read again, and never makes anybody wait', () => {
    const reader = new ATerminal(false)
    const lines = new BoundedLines(reader, 100)
    lines.write('one')
    reader.writableLength = 101
    for (const line of ['two', 'three']) lines.write(line)
    reader.writableLength = 100
    lines.write('four')

    expect(reader.written).toEqual(['one\n', '2 lines were left out, since nobody was reading\n', 'four\n'])
  })
})

describe('a terminal', () => {
  it('is told not to make us wait, and shows a person only what went wrong', () => {
    const terminal = new ATerminal(true)
    sayEach(openTerminal(terminal, 'info'))

    expect(terminal.asked).toEqual([false])
    expect(terminal.written).toEqual(['error\n', 'warn\n'])
  })

  it('shows everything to whoever asks for everything', () => {
    const terminal = new ATerminal(true)
    sayEach(openTerminal(terminal, 'debug'))
    expect(terminal.written).toHaveLength(4)
  })

  it('is not written to at all when it cannot be told not to make us wait', () => {
    const terminal = { isTTY: true, writableLength: 0, write: () => expect.fail('it may never return') }
    sayEach(openTerminal(terminal, 'debug'))
  })

  it('that is a program instead hears what happens, and not every key', () => {
    const program = new ATerminal(false)
    sayEach(openTerminal(program, 'info'))
    expect(program.written).toEqual(['error\n', 'warn\n', 'info\n'])
  })
})

describe('the log of a profile', () => {
  const now = Date.now

  it('stands in a file of its own, which is its owner’s alone', async () => {
    const profile = aFolder()
    const log = openLogFile(profile, { level: 'info', now })
    sayEach(log.write)
    await log.close()

    expect(readFileSync(join(profile, 'logs/phone-duty.log'), 'utf8')).toBe('error\nwarn\ninfo\n')
    expect(statSync(join(profile, 'logs/phone-duty.log')).mode & 0o777).toBe(0o600)
    expect(statSync(join(profile, 'logs')).mode & 0o777).toBe(0o700)
  })

  it('goes on where it was, and begins anew when it is full, with four older ones beside it and no fifth', async () => {
    const profile = aFolder()
    for (let start = 0; start < 8; start += 1) {
      const log = openLogFile(profile, { level: 'info', now, size: '1K' })
      for (let line = 0; line < 20; line += 1) log.write('info', `start ${start} ${'.'.repeat(60)}`)
      await log.close()
    }

    const files = readdirSync(join(profile, 'logs')).sort()
    expect(files).toEqual(['', '.1', '.2', '.3', '.4'].map(older => `phone-duty.log${older}`))
    for (const file of files) {
      expect(statSync(join(profile, 'logs', file)).size, file).toBeLessThan(1_200)
      expect(statSync(join(profile, 'logs', file)).mode & 0o777, file).toBe(0o600)
    }
    expect(readFileSync(join(profile, 'logs/phone-duty.log.1'), 'utf8')).toContain('start 7')
  })

  it('keeps nothing for longer than fourteen days', async () => {
    const profile = aFolder()
    mkdirSync(join(profile, 'logs'))
    const aged = (name: string, days: number) => {
      const file = join(profile, 'logs', name)
      writeFileSync(file, 'old\n')
      const then = (Date.now() - days * 86_400_000) / 1_000
      utimesSync(file, then, then)
    }
    aged('phone-duty.log.1', 13)
    aged('phone-duty.log.2', 15)
    aged('phone-duty.log', 15)
    aged('somebody else’s', 15)
    await openLogFile(profile, { level: 'info', now }).close()

    const files = readdirSync(join(profile, 'logs'))
    expect(files).toContain('phone-duty.log.1')
    expect(files).toContain('somebody else’s')
    expect(files).not.toContain('phone-duty.log.2')
    expect(readFileSync(join(profile, 'logs/phone-duty.log'), 'utf8')).toBe('')
  })

  it('costs nothing but lines while there can be no file, and is there again when there can', async () => {
    const profile = aFolder()
    const file = join(profile, 'logs/phone-duty.log')
    mkdirSync(file, { recursive: true })
    let at = 0
    const log = openLogFile(profile, { level: 'info', now: () => at })
    log.write('error', 'nowhere to go')
    rmdirSync(file)
    await expect
      .poll(() => {
        at += 60_000
        log.write('error', 'somewhere to go')
        return existsSync(file) && readFileSync(file, 'utf8')
      })
      .toContain('somewhere to go\n')
    await log.close()
  })

  it('is none where its folder cannot be, and leaves alone what stands there', async () => {
    const profile = aFolder()
    writeFileSync(join(profile, 'logs'), 'a file in the place of the folder')
    const log = openLogFile(profile, { level: 'info', now })
    log.write('error', 'lost')
    await log.close()

    expect(readFileSync(join(profile, 'logs'), 'utf8')).toBe('a file in the place of the folder')
  })

  it('follows no link out of its folder', async () => {
    const profile = aFolder()
    const precious = join(aFolder(), 'precious')
    writeFileSync(precious, 'as it was')
    mkdirSync(join(profile, 'logs'))
    symlinkSync(precious, join(profile, 'logs/phone-duty.log'))
    const log = openLogFile(profile, { level: 'info', now })
    log.write('error', 'a line')
    await log.close()

    expect(readFileSync(precious, 'utf8')).toBe('as it was')
  })

  it('takes a level that is none for the usual one', () => {
    const program = new ATerminal(false)
    sayEach(openLog(program, { PHONE_DUTY_LOG_LEVEL: 'everything' }).write)
    expect(program.written).toHaveLength(3)
  })
})

describe('what is logged', () => {
  const levelOf = (say: (log: ReturnType<typeof deskLog>) => void): Level | undefined => {
    let found: Level | undefined
    say(deskLog(level => (found = level), Date.now))
    return found
  }

  it('is not a line for each key', () => {
    const key = { type: 'note', callId: 'a call', slot: 'requirement', text: 'x' } satisfies Intent
    expect(levelOf(log => log.intent(key, undefined))).toBe('debug')
    expect(levelOf(log => log.intent({ type: 'hold', callId: 'a call' }, undefined))).toBe('info')
  })

  it('is a warning when something failed, and an error when it is a bug', () => {
    const failed = { type: 'commandFailed', command: { type: 'quit' }, problem: '' } satisfies Fact
    expect(levelOf(log => log.fact(failed))).toBe('warn')
    expect(levelOf(log => log.bug(new Error('oh')))).toBe('error')
  })
})
