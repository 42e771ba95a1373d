import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { claimProfile } from '../../../electron/profile/claimProfile'
import { aFolder } from '../journal/aFolder'

const others: ChildProcess[] = []
afterEach(async () => {
  for (const other of others.splice(0)) {
    if (other.exitCode !== null || other.signalCode !== null) continue
    other.kill('SIGKILL')
    await once(other, 'exit')
  }
})

/** Another process that has claimed the folder. */
async function anotherDesk(folder: string): Promise<ChildProcess> {
  const runner = join(import.meta.dirname, '../journal/runTypeScript.mjs')
  const script = join(import.meta.dirname, 'claimAndStay.ts')
  const other = spawn(process.execPath, ['--import', runner, script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  others.push(other)
  await once(other.stdout, 'data')
  return other
}

describe('a profile', () => {
  it('is refused while another desk is using it, and it is said which', async () => {
    const folder = aFolder()
    const { pid } = await anotherDesk(folder)

    expect(() => claimProfile(folder)).toThrow(
      new Failure(`Phone Duty is already running with this profile (process ${pid}).`),
    )
  })

  it('is free as soon as a desk has died, whatever program has its number now', async () => {
    const folder = aFolder()
    const other = await anotherDesk(folder)
    other.kill('SIGKILL')
    await once(other, 'exit')
    // As after a power cut: the number that stands there is that of a program that runs.
    writeFileSync(join(folder, 'profile.pid'), String(process.ppid))
    writeFileSync(join(folder, 'desk.lock'), String(process.ppid))

    expect(() => claimProfile(folder)()).not.toThrow()
  })

  it('can be claimed again when it was given up, and keeps nothing of it but an empty file', () => {
    const folder = aFolder()
    claimProfile(folder)()

    expect(() => claimProfile(folder)()).not.toThrow()
    expect(readdirSync(folder)).toEqual(['profile.lock'])
    expect(readFileSync(join(folder, 'profile.lock'), 'utf8')).toBe('')
  })

  it('is claimed all the same when a damaged disk has bent the lock', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'profile.lock'), 'not a lock at all')

    expect(() => claimProfile(folder)()).not.toThrow()
  })

  it.each(['profile.lock', 'profile.pid'])('writes nothing through a link that stands for %s', name => {
    const folder = aFolder()
    const precious = join(aFolder(), 'precious')
    writeFileSync(precious, 'as it was')
    symlinkSync(precious, join(folder, name))
    try {
      claimProfile(folder)()
    } catch (error) {
      expect(error).toBeInstanceOf(Failure)
    }

    expect(readFileSync(precious, 'utf8')).toBe('as it was')
  })

  it('makes no file where a link leads to none, and says what stands in the way', () => {
    const folder = aFolder()
    const nowhere = join(aFolder(), 'nowhere')
    symlinkSync(nowhere, join(folder, 'profile.lock'))

    expect(() => claimProfile(folder)).toThrow(/^This is not a file of Phone Duty’s: .*profile\.lock/)
    expect(existsSync(nowhere)).toBe(false)
  })

  it('says what stands in the way when it is a folder', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'profile.lock'))

    expect(() => claimProfile(folder)).toThrow(Failure)
  })
})
