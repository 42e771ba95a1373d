import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { takeSecrets } from '../../../electron/settings/takeSecrets'

it('leaves no password to the programs that are started later', () => {
  process.env['PHONE_DUTY_PASSWORD'] = 'for all'
  process.env['PHONE_DUTY_PASSWORD_200'] = 'of 200'
  process.env['PHONE_DUTY_SMTP_PASSWORD'] = 'of the mail'
  process.env['PHONE_DUTY_TIMINGS'] = '0'

  expect(takeSecrets(process.env)).toEqual({
    PHONE_DUTY_PASSWORD: 'for all',
    PHONE_DUTY_PASSWORD_200: 'of 200',
    PHONE_DUTY_SMTP_PASSWORD: 'of the mail',
  })
  const child = spawnSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], { encoding: 'utf8' })
  expect(child.stdout).not.toMatch(/PASSWORD|for all|of 200|of the mail/)
  expect(child.stdout).toContain('PHONE_DUTY_TIMINGS')
})
