const japanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u

/** A name as one says it: in Japanese the family name alone, which is written first, and without the title it came with. */
export function shortOf(name: string, language: string): string {
  if (language !== 'ja') return name
  const [family = '', ...given] = name.trim().split(/\s+/)
  const isJapanese = [family, ...given].every(part => japanese.test(part))
  return isJapanese && given.length === 1 ? family : name.replace(/\s*(?:様|さま|さん|殿)$/u, '')
}
