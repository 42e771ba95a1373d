/** One piece of a name as it is read back: the letter to look up in the spelling alphabet, or else the piece itself. */
export interface Spelt {
  readonly shown: string
  readonly letter: string | undefined
}

/** A name letter by letter. Accents do not change the letter; what is no Latin letter stands for itself. */
export function spell(name: string): readonly Spelt[] {
  return Array.from(name.normalize('NFC').trim(), shown => {
    const plain = shown.normalize('NFKD').charAt(0).toUpperCase()
    return { shown, letter: /^[A-Z0-9]$/.test(plain) ? plain : undefined }
  })
}
