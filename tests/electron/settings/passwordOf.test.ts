import { expect, it } from 'vitest'
import { passwordOf } from '../../../electron/settings/passwordOf'

it('takes an extension’s own password before the one for all, and nothing for none', () => {
  const env = { PHONE_DUTY_PASSWORD_200: 'own', PHONE_DUTY_PASSWORD: 'all', PHONE_DUTY_PASSWORD_201: '' }
  expect(['200', '201', '202'].map(extension => passwordOf(extension, env))).toEqual(['own', 'all', 'all'])
  expect(passwordOf('200', {})).toBeUndefined()
})
