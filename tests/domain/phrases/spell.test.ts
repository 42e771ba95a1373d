import { describe, expect, it } from 'vitest'
import { spell } from '../../../domain/phrases/spell'

const letters = (name: string) => spell(name).map(({ letter }) => letter)

describe('spelling a name', () => {
  it('goes letter by letter, whatever its case', () => {
    expect(spell('Ok')).toEqual([
      { shown: 'O', letter: 'O', mark: undefined },
      { shown: 'k', letter: 'K', mark: undefined },
    ])
  })

  it('spells an accented letter by the letter under it', () => {
    expect(spell('é')).toEqual([{ shown: 'é', letter: 'E', mark: undefined }])
  })

  it('lets what no spelling alphabet has stand for itself', () => {
    expect(letters('佐-ー・')).toEqual([undefined, undefined, undefined, undefined])
  })

  it('spells kana of either kind, large or small, by the large katakana', () => {
    expect(letters('さトっョん')).toEqual(['サ', 'ト', 'ツ', 'ヨ', 'ン'])
    expect(letters('ｻﾄｳ')).toEqual(['サ', 'ト', 'ウ'])
  })

  it('tells a voiced kana from the one under it', () => {
    expect(spell('がパ')).toEqual([
      { shown: 'が', letter: 'カ', mark: 'voiced' },
      { shown: 'パ', letter: 'ハ', mark: 'halfVoiced' },
    ])
    expect(spell('ｶﾞ')).toEqual([{ shown: 'ガ', letter: 'カ', mark: 'voiced' }])
  })
})
