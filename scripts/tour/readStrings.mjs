import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What stands on the screen in a language, by its key: `words('incoming.answer')`. */
export function readStrings(lang) {
  const strings = JSON.parse(readFileSync(join(import.meta.dirname, `../../renderer/strings/${lang}.json`), 'utf8'))
  return (key, values = {}) => {
    const sentence = key.split('.').reduce((within, step) => within?.[step], strings)
    if (typeof sentence !== 'string') throw new Error(`There is no string ${key}.`)
    return sentence.replaceAll(/{{(\w+)}}/g, (_, name) => values[name] ?? '')
  }
}
