/** What a final SIP refusal says of whoever was called, whoever they were called for. */
export type RefusalMeaning = 'busy' | 'notFound' | 'notAnswered' | 'unavailable' | 'declined' | 'other'

/** RFC 3261 section 21, RFC 8197, RFC 8688: what a status code means to whoever called. */
export function meaningOf(code: number | undefined): RefusalMeaning {
  if (code === 486 || code === 600) return 'busy'
  if (code === 404 || code === 410 || code === 484 || code === 604) return 'notFound'
  if (code === 408 || code === 487) return 'notAnswered'
  if (code === 480) return 'unavailable'
  if (code === 403 || code === 603 || code === 607 || code === 608) return 'declined'
  return 'other'
}
