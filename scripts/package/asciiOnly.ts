import type { Plugin } from 'vite'

/**
 * Writes every letter beyond ASCII as its escape. A script with a single one of them is kept in memory with two bytes
 * for each of its letters, and ours are megabytes long; strings, templates and patterns read the same.
 */
export const asciiOnly = (): Plugin => ({
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type === 'chunk') part.code = part.code.replaceAll(/[^\0-\x7F]/g, escaped)
    }
  },
})

// Letter by letter as JavaScript counts them: half a pair has an escape of its own, also in a pattern.
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
