/**
 * A number without what makes no difference to whom it reaches: width, blanks, separators, unseen marks, and the `tel:` in
 * front. What is no number comes back as it is, but for those.
 */
export function plainNumber(written: string): string {
  return written
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:/i, '')
    .replaceAll(/[\s().\-‐-―−ー・/]/g, '')
}
