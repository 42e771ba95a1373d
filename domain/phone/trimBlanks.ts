/**
 * A text without the blanks about it. In SIP only space and tab are blanks (RFC 3261 section 25.1); what else JavaScript
 * takes for one, such as U+00A0 or a form feed, is part of the text.
 */
export function trimBlanks(text: string): string {
  let begin = 0
  let end = text.length
  while (begin < end && isBlankAt(text, begin)) begin += 1
  while (end > begin && isBlankAt(text, end - 1)) end -= 1
  return text.slice(begin, end)
}

const isBlankAt = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t'
