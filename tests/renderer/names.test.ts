import { expect, it } from 'vitest'
import { shortOf } from '../../renderer/parts/names'

it.each([
  ['佐藤 花子', '佐藤'],
  ['佐藤　花子', '佐藤'],
  ['小川', '小川'],
  ['小川様', '小川'],
  ['田中さん', '田中'],
  ['マリン', 'マリン'],
  ['Ms Okafor', 'Ms Okafor'],
  ['Tomas Lind', 'Tomas Lind'],
  ['201', '201'],
  ['株式会社 山川 商店', '株式会社 山川 商店'],
])('says %s in Japanese as %s', (name, said) => {
  expect(shortOf(name, 'ja')).toBe(said)
})

it('says the whole name in English', () => {
  expect(shortOf('佐藤 花子', 'en')).toBe('佐藤 花子')
})
