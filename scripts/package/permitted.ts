/** Licences that let us ship a package in a program of our own, with nothing owed but the notice. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
])

/**
 * Whether we may ship what stands under this SPDX expression. Of alternatives one must be permissive, of what holds
 * together all; whatever cannot be read is not permitted.
 */
export function permitted(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, ' ').trim()
  // Without its brackets an expression that mixes both words can mean two things.
  if (/ OR /.test(bare) && / AND /.test(bare)) return false
  if (/ OR /.test(bare)) return bare.split(/ OR /).some(each => permissive.has(each.trim()))
  return bare.split(/ AND /).every(each => permissive.has(each.trim()))
}
