import { describe, expect, it } from 'vitest'
import phrasesEn from '../../assets/phrases.en.json'
import phrasesJa from '../../assets/phrases.ja.json'
import en from '../../renderer/strings/en.json'
import ja from '../../renderer/strings/ja.json'

type Strings = { readonly [key: string]: string | Strings }

/** Every sentence by its whole key. English counts and orders things in more forms than Japanese does. */
function sentencesOf(strings: Strings, path = ''): Map<string, string> {
  return new Map(
    Object.entries(strings).flatMap(([key, value]): [string, string][] => {
      const whole = `${path}${key}`.replace(/(?:_ordinal)?_(?:one|two|few|other)$/, '')
      return typeof value === 'string' ? [[whole, value]] : [...sentencesOf(value, `${path}${key}.`)]
    }),
  )
}

const gapsOf = (sentence: string) => [...new Set(sentence.match(/{{\w+}}/g))].toSorted()

describe.each([
  ['the app', en, ja],
  ['the phrases', { ...phrasesEn, alphabet: {} }, { ...phrasesJa, alphabet: {} }],
] as const)('%s in Japanese', (_, english, japanese) => {
  const [ours, theirs] = [sentencesOf(english), sentencesOf(japanese)]

  it('has every sentence that there is in English, and no other', () => {
    expect([...theirs.keys()].toSorted()).toEqual([...ours.keys()].toSorted())
  })

  it('says the same things in each of them', () => {
    // What can be left unsaid in one language need not be left unsaid in the other: only these counts.
    const mayGo = ['{{count}}']
    for (const [key, sentence] of ours) {
      const missing = gapsOf(sentence).filter(
        gap => !gapsOf(theirs.get(key) ?? '').includes(gap) && !mayGo.includes(gap),
      )
      const unknown = gapsOf(theirs.get(key) ?? '').filter(gap => !gapsOf(sentence).includes(gap))
      expect([missing, unknown], key).toEqual([[], []])
    }
  })

  it('is Japanese, and ends its sentences as Japanese does', () => {
    for (const [key, sentence] of theirs) {
      const isAName = ['app', 'gate.releaseKey', 'reception.empty.command'].includes(key)
      if (!isAName) expect(sentence, key).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]|^\{\{/u)
      expect(sentence, key).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}] ?[.,?!:]/u)
    }
  })
})

it('knows a word for every letter, digit and kana, each once', () => {
  const kana = [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン']
  const latin = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']

  expect(Object.keys(phrasesEn.alphabet).toSorted()).toEqual(latin.toSorted())
  expect(Object.keys(phrasesJa.alphabet).toSorted()).toEqual([...latin, ...kana].toSorted())
  expect(new Set(Object.values(phrasesEn.alphabet)).size).toBe(latin.length)
})
