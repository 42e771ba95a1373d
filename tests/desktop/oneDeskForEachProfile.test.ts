import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { treeOf } from '../../bench/processTree'
import type { DeskBridge } from '../../electron/contract/contract'
import { until } from '../exchange/rig/until'
import { electronHere } from './electronHere'
import { oneApp } from './anAppOnTheDesktop'

describe.skipIf(electronHere === undefined)('an app on the desktop', () => {
  const app = oneApp({ registered: true })

  it('has its profile for itself: the app without a window is refused it, and told why', () => {
    const { profile } = app()
    const headless = ['out/main/headless.js', '--profile', profile, '--no-practice']
    const refused = spawnSync(process.execPath, headless, { encoding: 'utf8' })

    expect(refused.status).toBe(2)
    expect(refused.stderr).toMatch(/^Phone Duty is already running with this profile \(process \d+\)\.\n$/)
  })

  it.skipIf(process.platform !== 'linux')('leaves its password to no program that it starts', async () => {
    const { exchange, inMain } = app()
    const main = await inMain(() => process.pid)
    const others = treeOf([main]).filter(pid => pid !== main)
    expect(others.length, 'the browser has its helpers').toBeGreaterThan(1)
    for (const pid of others) {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
      expect(environment, `process ${pid}`).not.toContain(exchange.password)
      expect(environment, `process ${pid}`).not.toContain('PHONE_DUTY_PASSWORD')
    }
  })

  it('keeps what somebody likes with electron-store, for its owner alone', async () => {
    const { page, profile } = app()
    const prefer = (locale: 'en' | 'ja') =>
      page.evaluate(
        changes => (globalThis as unknown as { desk: DeskBridge }).desk.attempt({ type: 'prefer', changes }),
        { locale },
      )
    await prefer('ja')
    const file = join(profile, 'preferences.json')
    await until('it is kept', () => readFileSync(file, 'utf8').includes('"ja"'))

    expect(statSync(file).mode & 0o777).toBe(0o600)
    await prefer('en')
  })

  it('logs into a file of its profile', async () => {
    const { profile } = app()
    await until('it is written', () =>
      readFileSync(join(profile, 'logs/phone-duty.log'), 'utf8').includes('registrationChanged registered'),
    )
  })
})
