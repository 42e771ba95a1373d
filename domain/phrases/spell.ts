/** One piece of a name as it is read back: what to look up in the spelling alphabet, or else the piece itself. */
export interface Spelt {
  readonly shown: string
  /** A Latin letter, a digit or a katakana; undefined for what no spelling alphabet has. */
  readonly letter: string | undefined
  /** The marks of voicing that a kana bears, which are said after it. */
  readonly mark: 'voiced' | 'halfVoiced' | undefined
}

const voicedMark = '\u3099'
const halfVoicedMark = '\u309A'
const small: Readonly<Record<string, string>> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ッ: 'ツ',
  ャ: 'ヤ',
  ュ: 'ユ',
  ョ: 'ヨ',
  ヮ: 'ワ',
}

/** A name letter by letter. Accents do not change a Latin letter; a kana is looked up without its marks of voicing. */
export function spell(name: string): readonly Spelt[] {
  return Array.from(name.normalize('NFKC').trim(), shown => {
    const [plain = '', mark] = shown.normalize('NFKD')
    const letter = inKatakana(plain.toUpperCase())
    return {
      shown,
      letter: /^[A-Z0-9ア-ヲン]$/.test(letter) ? letter : undefined,
      mark: mark === voicedMark ? 'voiced' : mark === halfVoicedMark ? 'halfVoiced' : undefined,
    }
  })
}

function inKatakana(letter: string): string {
  // Hiragana lie in the same order, 96 places earlier.
  const katakana = /^[ぁ-ゖ]$/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 96) : letter
  return small[katakana] ?? katakana
}
