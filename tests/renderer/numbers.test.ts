import { describe, expect, it } from 'vitest'
import { groupsOf, readContact } from '../../renderer/parts/numbers'

describe('a number, read aloud', () => {
  it.each([
    ['02079460018', 'GB', ['020', '7946', '0018']],
    ['+442079460018', 'GB', ['+44', '20', '7946', '0018']],
    ['0312345678', 'JP', ['03', '1234', '5678']],
    ['201', 'GB', ['201']],
    ['123456789012345678901234567890', 'GB', ['123456789012345678901234567890']],
    ['', 'GB', ['']],
  ])('%s in %s', (number, country, groups) => {
    expect(groupsOf(number, country)).toEqual(groups)
  })

  it('says nothing that was not written', () => {
    for (const number of ['020 7946 0018', '+81 3-1234-5678', '(020) 79460018']) {
      expect(groupsOf(number, 'GB').join('').replaceAll(/\D/g, '')).toBe(number.replaceAll(/\D/g, ''))
    }
  })
})

describe('a contact, as it is typed', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['020 7946 0018', 'good'],
    ['０２０７９４６００１８', 'good'],
    ['+81 3 1234 5678', 'good'],
    ['204', 'extension'],
    ['ext. 204', 'extension'],
    ['020 79', 'tooShort'],
    ['12345678901234567890', 'tooLong'],
    ['okafor@example.com', 'mail'],
    ['okafor@', 'mailDoubtful'],
  ] as const)('"%s" is %s', (contact, verdict) => {
    expect(readContact(contact, 'GB')).toBe(verdict)
  })
})
