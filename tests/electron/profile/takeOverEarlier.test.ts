import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { openJournal } from '../../../electron/journal/openJournal'
import { takeOverEarlier } from '../../../electron/profile/takeOverEarlier'
import { aFolder } from '../journal/aFolder'
import { carryAllOver } from '../journal/aJournal'
import { aRecord } from '../journal/aRecord'

/** The folder of an earlier version, with what it wrote, and the folder of today beside it. */
function anEarlierProfile(): { readonly earlier: string; readonly profile: string } {
  const folder = aFolder()
  const earlier = join(folder, 'phone-duty')
  const journal = openJournal(earlier)
  journal.keep(aRecord({ callId: 'kept before' }))
  journal.close()
  // As after a crash: the newest pages stand in a file of their own.
  const unfinished = openJournal(earlier)
  unfinished.keep(aRecord({ callId: 'kept last' }))
  for (const name of ['preferences.json', 'window.json', 'do-not-disturb.json']) {
    writeFileSync(join(earlier, name), `"${name}"`)
  }
  mkdirSync(join(earlier, 'practice'))
  writeFileSync(join(earlier, 'practice', 'progress.json'), '"progress"')
  writeFileSync(join(earlier, 'desk.lock'), '999999999')
  return { earlier, profile: join(folder, 'Phone Duty') }
}

function keptIn(profile: string): readonly string[] {
  const journal = carryAllOver(openJournal(profile))
  const { records } = journal.list({ search: '', offset: 0, limit: 10 })
  journal.close()
  return records.map(({ callId }) => callId).sort()
}

describe('the profile of an earlier version on Linux', () => {
  it('is taken over whole, and is gone then', () => {
    const { earlier, profile } = anEarlierProfile()
    mkdirSync(profile)
    takeOverEarlier(profile, 'linux')

    expect(existsSync(earlier)).toBe(false)
    expect(keptIn(profile)).toEqual(['kept before', 'kept last'])
    expect(readFileSync(join(profile, 'practice', 'progress.json'), 'utf8')).toBe('"progress"')
    expect(readdirSync(profile)).not.toContain('desk.lock')
    takeOverEarlier(profile, 'linux')
    expect(keptIn(profile)).toEqual(['kept before', 'kept last'])
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('is whole at the next start when the computer died after %i steps', steps => {
    const { earlier, profile } = anEarlierProfile()
    mkdirSync(profile)
    const runner = join(import.meta.dirname, '../journal/runTypeScript.mjs')
    const script = join(import.meta.dirname, 'takeOverAndDie.ts')
    const died = spawnSync(process.execPath, ['--import', runner, script, profile, String(steps)])
    expect(died.signal).toBe('SIGKILL')

    takeOverEarlier(profile, 'linux')
    expect(existsSync(earlier)).toBe(false)
    expect(keptIn(profile)).toEqual(['kept before', 'kept last'])
    expect(readFileSync(join(profile, 'preferences.json'), 'utf8')).toBe('"preferences.json"')
  })

  it('overwrites nothing of today’s', () => {
    const { profile } = anEarlierProfile()
    mkdirSync(profile)
    writeFileSync(join(profile, 'preferences.json'), '"today"')
    takeOverEarlier(profile, 'linux')

    expect(readFileSync(join(profile, 'preferences.json'), 'utf8')).toBe('"today"')
    expect(readFileSync(join(profile, 'earlier', 'preferences.json.1'), 'utf8')).toBe('"preferences.json"')
  })

  it.each([0, 3, 5, 6])('becomes part of today’s records, wherever the computer died (after %i steps)', steps => {
    const { earlier, profile } = anEarlierProfile()
    const today = openJournal(profile)
    today.keep(aRecord({ callId: 'of today' }))
    today.close()
    const runner = join(import.meta.dirname, '../journal/runTypeScript.mjs')
    const script = join(import.meta.dirname, 'takeOverAndDie.ts')
    spawnSync(process.execPath, ['--import', runner, script, profile, String(steps)])
    takeOverEarlier(profile, 'linux')

    expect(existsSync(earlier)).toBe(false)
    expect(keptIn(profile)).toEqual(['kept before', 'kept last', 'of today'])
    const journal = openJournal(profile)
    expect(journal.damaged()).toMatchObject([{ from: 'earlier', keptAs: 'journal.sqlite.earlier-1', carriedOver: 2 }])
    journal.close()
  })

  it('is left alone by a profile that is kept elsewhere, and on other systems', () => {
    const { earlier, profile } = anEarlierProfile()
    takeOverEarlier(join(profile, '..', 'of my own'), 'linux')
    takeOverEarlier(profile, 'darwin')

    expect(keptIn(earlier)).toEqual(['kept before', 'kept last'])
  })

  it('is left alone while an earlier version is running in it, and taken over when that has ended', async () => {
    const { earlier, profile } = anEarlierProfile()
    mkdirSync(profile)
    const program = join(aFolder(), 'headless.js')
    writeFileSync(program, 'process.stdin.resume()')
    const running = spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'ignore'] })
    await once(running, 'spawn')
    writeFileSync(join(earlier, 'desk.lock'), String(running.pid))

    expect(() => takeOverEarlier(profile, 'linux')).toThrow(
      new Failure(`An earlier Phone Duty is still running (process ${running.pid}). End it, and start this one again.`),
    )
    running.stdin.end()
    await once(running, 'exit')
    takeOverEarlier(profile, 'linux')
    expect(keptIn(profile)).toEqual(['kept before', 'kept last'])
  })
})
