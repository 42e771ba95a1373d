import { expect, it } from 'vitest'
import { spell } from '../../../domain/phrases/spell'

it('spells a name letter by letter, whatever its case', () => {
  expect(spell('Ok')).toEqual([
    { shown: 'O', letter: 'O' },
    { shown: 'k', letter: 'K' },
  ])
})

it('spells an accented letter by the letter under it', () => {
  expect(spell('é')).toEqual([{ shown: 'é', letter: 'E' }])
})

it('lets what is no Latin letter stand for itself', () => {
  expect(spell('佐-')).toEqual([
    { shown: '佐', letter: undefined },
    { shown: '-', letter: undefined },
  ])
})
