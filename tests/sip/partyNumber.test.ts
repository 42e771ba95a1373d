import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNumberOf, isSameParty } from '../../domain/phone/isNumberOf'
import { partyNumber } from '../../electron/sip/partyNumber'

const uk = { country: 'GB', outsidePrefix: '9' }
const japan = { country: 'JP', outsidePrefix: '0' }
const us = { country: 'US', outsidePrefix: '9' }

type Place = typeof uk

describe('one party, however the number is written', () => {
  const spellings: readonly (readonly [of: string, place: Place, written: readonly string[]])[] = [
    [
      'a number in the account’s country',
      uk,
      [
        ...['+442079460018', '02079460018', '020 7946 0018', '(020) 7946-0018', '020.7946.0018', '020/7946 0018'],
        ...['+44 20 7946 0018', '+44 (20) 7946 0018', '442079460018', '00442079460018', '0044 20 7946 0018'],
        ...['tel:+44-20-7946-0018', 'TEL:02079460018', '9 020 7946 0018', '902079460018', '900442079460018'],
        ...[
          '０２０７９４６００１８',
          '＋４４２０７９４６００１８',
          '\u202A+44 20 7946 0018\u202C',
          '020\u00A07946\u00A00018',
        ],
      ],
    ],
    [
      'a number in Japan',
      japan,
      [
        ...[
          '+81312345678',
          '0312345678',
          '03-1234-5678',
          '03ー1234ー5678',
          '０３－１２３４－５６７８',
          '+81 3 1234 5678',
        ],
        ...[
          '+81-3-1234-5678',
          '81312345678',
          '00312345678',
          '0 03-1234-5678',
          '01081312345678',
          '0 010 81 3 1234 5678',
        ],
      ],
    ],
    [
      'a number in North America',
      us,
      [
        ...['+12015550123', '2015550123', '(201) 555-0123', '1-201-555-0123', '12015550123', '+1 201 555 0123'],
        ...['9 201 555 0123', '9 1 201 555 0123', '01112015550123'],
      ],
    ],
    [
      'a number that begins with the digit for an outside line',
      us,
      ['+19175550123', '9175550123', '(917) 555-0123', '1-917-555-0123', '9 917 555 0123'],
    ],
    [
      'a number of another country',
      japan,
      ['+442079460018', '+44 20 7946 0018', '010442079460018', '010-44-20-7946-0018', '0 010 44 20 7946 0018'],
    ],
    ['an extension', uk, ['201', '2-01', ' 201 ', '２０１', 'tel:201']],
    ['a word', uk, ['reception', ' reception ']],
  ]
  it.each(spellings)('%s', (_, place, written) => {
    for (const one of written) {
      for (const other of written) {
        const [party, known] = [partyNumber(one, place), partyNumber(other, place)]
        expect(isSameParty(party, known), `${one} and ${other}`).toBe(true)
      }
    }
    // What is written down somewhere was never read in a country: one side that was must do.
    const party = partyNumber(written[0] ?? '', place)
    for (const other of written) expect(isNumberOf(party, other), other).toBe(true)
  })
})

describe('two parties', () => {
  const pairs: readonly (readonly [of: string, place: Place, one: string, other: string])[] = [
    ['an extension, and a number that ends like it', uk, '201', '+442079460201'],
    ['an extension, and a number that begins like it', us, '201', '2015550123'],
    ['an extension, and a number that is the country’s code and it', uk, '201', '+44201'],
    ['an extension, and it after the digit for an outside line', uk, '201', '9201'],
    ['an extension, and it after a zero', japan, '201', '0201'],
    ['a short number of the country, and one after the digit for outside', japan, '110', '0110'],
    ['a longer extension, and a number without its zero', uk, '79460018', '02079460018'],
    ['one number in two countries', uk, '02079460018', '+81207946001'],
    ['the same digits of two countries', japan, '0312345678', '+44312345678'],
    ['one digit more', uk, '+442079460018', '+4420794600180'],
    ['one digit less', uk, '02079460018', '0207946001'],
    ['a national number, read elsewhere', japan, '+442079460018', '02079460018'],
    ['a star code, and its digits', uk, '*201', '201'],
    ['a star code, and its digits behind', uk, '201#', '201'],
    ['a word, and one that contains it', uk, 'reception', 'reception2'],
    ['a number, and nothing', uk, '201', ''],
  ]
  it.each(pairs)('stay two: %s', (_, place, one, other) => {
    const [first, second] = [partyNumber(one, place), partyNumber(other, place)]
    expect(isSameParty(first, second)).toBe(false)
    expect(isNumberOf(first, other)).toBe(false)
    expect(isNumberOf(second, one)).toBe(false)
  })

  it('are never made one by a number that only ends alike', () => {
    const digits = fc.stringMatching(/^[1-9]\d{1,5}$/)
    const places = fc.constantFrom(uk, japan, us)
    fc.assert(
      fc.property(digits, fc.stringMatching(/^\+?[1-9]\d{4,9}$/), places, (extension, before, place) => {
        const outside = partyNumber(`${before}${extension}`, place)
        expect(isSameParty(outside, partyNumber(extension, place))).toBe(false)
        expect(isNumberOf(outside, extension)).toBe(false)
      }),
    )
  })

  it('are the same from either side', () => {
    const number = fc.stringMatching(/^\+?\d{1,13}$/)
    fc.assert(
      fc.property(number, number, fc.constantFrom(uk, japan, us), (one, other, place) => {
        const [first, second] = [partyNumber(one, place), partyNumber(other, place)]
        expect(isSameParty(first, second)).toBe(isSameParty(second, first))
        expect(isSameParty(first, first)).toBe(true)
      }),
    )
  })
})

it('a number that only begins with the digit for an outside line keeps it', () => {
  expect(partyNumber('9175550123', us).also).toContain('+19175550123')
})

describe('the shape of a number', () => {
  it.each([
    ['+442079460018', uk, 'international'],
    ['+44201', uk, 'international'],
    ['020 7946 0018', uk, 'national'],
    ['902079460018', uk, 'national'],
    ['0 03-1234-5678', japan, 'national'],
    ['201', uk, 'short'],
    ['110', japan, 'short'],
    ['9110', uk, 'short'],
    ['*98', uk, 'short'],
    ['reception', uk, 'short'],
    ['', uk, 'none'],
  ] as const)('of %s', (number, place, shape) => {
    expect(partyNumber(number, place)).toMatchObject({ number, shape })
  })
})
