import { expect, it } from 'vitest'
import { oneLine } from '../../../electron/log/oneLine'

it('a text that would begin another line, or move the terminal that shows it, does neither', () => {
  expect(oneLine('no such call\r\n2030-01-01 fact registered\u2028\u001B[2J\u009B1m')).toBe(
    'no such call··2030-01-01 fact registered··[2J·1m',
  )
})
