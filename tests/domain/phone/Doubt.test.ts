import { describe, expect, it } from 'vitest'
import { doubtAbout } from '../../../domain/phone/Doubt'

const tokyo = { country: 'JP', outsidePrefix: '0' }
const newYork = { country: 'US', outsidePrefix: '9' }
const london = { country: 'GB', outsidePrefix: '' }
/** One number costs extra here. */
const toll = (number: string) => (number === '0990504321' ? 'premium' : undefined)
const about = (number: string, place: { country: string; outsidePrefix: string } = tokyo) =>
  doubtAbout(number, place, toll)

describe('a code', () => {
  it.each([
    '*72 0900000000',
    '*720900000000',
    '*21*0900000000#',
    '**21*0900000000#',
    '**61*09000000000**20#',
    '*62*090#',
    '**67*090#',
    '*67*090#',
    '**002*090#',
    '**004*090#',
    '*90201',
    '*92201',
    '72#',
    '0*72 0900000000',
    '* 7 2 0 9 0',
  ])('that sends our calls elsewhere is known: %s', number => {
    expect(about(number)).toBe('forwards')
  })

  it.each(['*97', '*8', '**201', '#21#', '##21#', '*#21#', '*#06#', '*31#', '201*', '*30', '#1'])(
    'of another kind is known: %s',
    number => {
      expect(about(number)).toBe('featureCode')
    },
  )
})

it.each([
  ['0990504321', 'as it stands'],
  ['00990504321', 'behind the prefix for an outside line'],
  ['1840990504321', 'with our number hidden'],
  ['0 186-0990 50 4321', 'behind both'],
  ['#31#0990504321', 'as a mobile does it'],
  ['0990504321#', 'with the # that sends it'],
])('finds a number that costs extra: %s, %s', number => {
  expect(about(number)).toBe('premium')
})

it.each([
  ['201', tokyo, 'an extension'],
  ['72', tokyo, 'an extension that looks like half a code'],
  ['1172', tokyo, 'an extension that looks like a code of phones with a dial'],
  ['0312345678', tokyo, 'a number'],
  ['0312345678#', tokyo, 'a number with the # that sends it'],
  ['+442079460018', tokyo, 'Ms Okafor'],
  ['*672125550123', newYork, 'a number called with ours hidden'],
  ['9*67 212 555 0123', newYork, 'the same behind a prefix'],
  ['#31#02079460018', london, 'the same, as mobiles do it'],
  ['14102079460018', london, 'the same, as landlines do it'],
])('sees nothing wrong with %s: %s', (number, place) => {
  expect(about(number, place)).toBeUndefined()
})
