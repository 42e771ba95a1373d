/** How close a note is to the truth. */
export type Closeness = 'same' | 'nearly' | 'other'

const honorifics = /\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|ltd|limited|inc|plc|co)\b\.?/g
const japaneseHonorifics = /(?:様|さま|さん|氏|殿|御中|先生)$|株式会社|有限会社|\(株\)|\(有\)/gu

/** A name without what makes no difference: width, case, accents, honorifics, blanks, and the two kinds of kana. */
export function foldName(text: string): string {
  const plain = text
    .normalize('NFKC')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\u30A1-\u30F6]/g, kana => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
  return plain
    .replaceAll(honorifics, '')
    .trim()
    .replaceAll(japaneseHonorifics, '')
    .replaceAll(/[\s.,;:'’"・･、。\-‐–&()]/g, '')
}

/** Whether a noted name is one of these. More than the name may be noted; a single letter amiss is nearly right. */
export function sameName(noted: string, spellings: readonly string[]): Closeness {
  const folded = foldName(noted)
  const wanted = spellings.map(foldName).filter(Boolean)
  // A first or a last name alone is how people are called.
  const parts = spellings.flatMap(name => name.split(/\s+/).map(foldName)).filter(part => part.length > 1)
  if (wanted.some(name => folded.includes(name)) || parts.includes(folded)) return 'same'
  return wanted.some(name => isNearly(folded, name)) ? 'nearly' : 'other'
}

// Too short a name is another one with one letter changed.
const longEnough = 5

function isNearly(noted: string, name: string): boolean {
  if (Math.min(noted.length, name.length) < longEnough) return false
  return changesBetween(noted, name) === 1
}

/** How many letters must be put in, left out or replaced (Levenshtein). */
function changesBetween(one: string, other: string): number {
  const letters = [...other]
  let row = [0, ...letters.map((_, at) => at + 1)]
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [place, there] of letters.entries()) {
      const replaced = (row[place] ?? 0) + (letter === there ? 0 : 1)
      next.push(Math.min(replaced, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Whether a noted contact holds one of these numbers, in whatever way it is written: +44 20 …, 020 …, (0)20 …. */
export function sameNumber(noted: string, numbers: readonly string[]): boolean {
  const digits = noted.normalize('NFKC').replaceAll(/\D/g, '')
  return numbers.some(number => {
    const wanted = number.replaceAll(/\D/g, '')
    const national = wanted.replace(/^0/, '')
    return wanted !== '' && (digits === wanted || (national.length >= 8 && digits.includes(national)))
  })
}

/** Whether the noted text has one word of each group in it. */
export function mentions(noted: string, groups: readonly (readonly string[])[]): boolean {
  const folded = foldName(noted)
  return groups.every(words => words.some(word => folded.includes(foldName(word))))
}
