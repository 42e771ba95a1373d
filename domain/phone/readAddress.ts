/** What somebody typed or pasted where a number is wanted: the number in it, and where it says that number is to be had. */
export interface Address {
  /** Without headers, parameters and unseen characters; what is left may still be a name. */
  readonly text: string
  /** The host of a `sip:` address, in small letters; empty when there is none. */
  readonly host: string
}

/**
 * Takes an address apart. What a link brings along beside its number (headers behind `?`, parameters behind `;`) could
 * speak to the exchange in our name, so none of it is kept.
 */
export function readAddress(text: string): Address {
  // Spreadsheets wrap numbers in direction marks that nobody sees.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
  const link = /^<?\s*(tel|sips?|callto):(?:\/\/)?([^;?>]*)/i.exec(plain)
  if (!link) return { text: plain, host: '' }
  const [, scheme = '', rest = ''] = link
  const at = rest.lastIndexOf('@')
  const isSip = scheme.toLowerCase().startsWith('sip')
  const host =
    at === -1 || !isSip
      ? ''
      : rest
          .slice(at + 1)
          .replace(/:\d+$/, '')
          .toLowerCase()
  return { text: unescaped(at === -1 ? rest : rest.slice(0, at)).trim(), host }
}

/** Blanks, brackets, dots and dashes of every kind are there for the eye. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\s().\-‐-―−ー・/]/g, '')
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a stray % is no part of any number
  }
}
