import { isBlank } from '../capture/capturePolicy'

// Controls, direction overrides and isolates, zero-width characters, byte order marks, tag characters and lone
// surrogates: everything by which a name could rearrange or hide the text around it (UAX #9).
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uD800-\uDFFF\u{E0000}-\u{E0FFF}]/gu

const longest = 64
const marksOnOneLetter = 8

/** How many UTF-16 units a clean name may take, since each of its characters may need two. */
export const longestCleanName = longest * marksOnOneLetter * 2

const graphemesOf = new Intl.Segmenter()

/**
 * A display name from the network, fit to stand beside our own words: no character that rearranges or hides text, no
 * towers of marks, at most 64 graphemes. A name that would look blank becomes empty. It stays a claim.
 */
export function cleanName(text: string): string {
  // Cut before anything looks closely: the pieces below are worth nothing on a megabyte.
  const seen = text
    .slice(0, 4_096)
    .replaceAll(/[\t\r\n]+/g, ' ')
    .replaceAll(unseen, '')
  if (isBlank(seen) || /^[\s\p{M}]*$/u.test(seen)) return ''
  const graphemes: string[] = []
  for (const { segment } of graphemesOf.segment(seen.trim())) {
    graphemes.push([...segment].slice(0, marksOnOneLetter).join(''))
    if (graphemes.length === longest) break
  }
  return graphemes.join('').trim()
}
