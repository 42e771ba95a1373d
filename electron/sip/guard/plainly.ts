import { escaped } from '../escaped'
import { type Address, type Parameter, parameter, readAddress, readParameters } from './readAddress'
import { isToken } from './readMessage'
import { type Rule, sipJsReads } from './sipJsReads'

/** Something makes no sense, and the message none without it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

const longestName = 1_024
const branchMark = 'z9hG4bK'

/** The first Via, which SIP.js looks into, without the white space that is allowed in it. */
export function topVia(value: string): string {
  const [, transport = '', rest = ''] = /^SIP *\/ *2\.0 *\/ *([^\s/]+) +(.*)$/i.exec(value.trim()) ?? []
  const end = rest.indexOf(';')
  const sentBy = (end === -1 ? rest : rest.slice(0, end)).replaceAll(' ', '')
  const parameters = readParameters(end === -1 ? '' : rest.slice(end))
  if (!parameters || !isToken(transport) || sentBy === '') throw new Unreadable('Via')
  const via = `SIP/2.0/${transport} ${sentBy}${listed(parameters)}`
  if (!sipJsReads(via, 'Via')) throw new Unreadable('Via')
  return via
}

/**
 * A Via with a branch that tells its transaction from others. Whoever sent none (RFC 2543) is given one made of `key`, by
 * which SIP.js knows the same transaction again (RFC 3261 section 17.2.3); they do not look at it when it comes back.
 */
export function withBranch(via: string, key: string): string {
  const [, branch = ''] = /;branch=([^;]*)/i.exec(via) ?? []
  if (branch.startsWith(branchMark) && branch.length > branchMark.length) return via
  return `${via.replace(/;branch=[^;]*/i, '')};branch=${branchMark}-${key}`
}

/**
 * An address in brackets, its name in quotes. An address of another kind than SIP's becomes one that leads nowhere, with
 * the number in it if it has one: a caller is not to be lost because the exchange writes `tel:`.
 */
export function plainAddress({ name, uri, parameters }: Address, rule: Rule): string {
  const address = `${inQuotes(name)}<${sipUri(uri)}>${listed(parameters)}`
  if (!sipJsReads(address, rule)) throw new Unreadable(rule)
  return address
}

/** Whom a header field names that SIP.js leaves alone: as in the field, but in brackets and quotes, and never endless. */
export function plainParty(value: string): string {
  const address = readAddress(value)
  if (!address || address.uri.length > longestName) throw new Unreadable('party')
  const { name, uri, parameters } = address
  if (!/^tel:/i.test(uri)) return plainAddress(address, 'From')
  return `${inQuotes(name)}<${uri}>${listed(parameters)}`
}

function inQuotes(name: string): string {
  return name === '' ? '' : `"${escaped(name.slice(0, longestName))}" `
}

function sipUri(uri: string): string {
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/.exec(uri) ?? []
  if (/^sips?$/i.test(scheme)) return `${scheme.toLowerCase()}:${rest}`
  if (scheme === '') throw new Unreadable('address')
  const number = scheme.toLowerCase() === 'tel' ? rest.replace(/;.*$/, '') : ''
  return /^[\d+*()#.-]{1,64}$/.test(number) ? `sip:${number.replaceAll('#', '%23')}@tel.invalid` : 'sip:unknown.invalid'
}

/** An address whose party has a tag. RFC 2543 knew parties without one; SIP.js does not. */
export function withTag(address: Address, tag: string): Address {
  if (parameter(address.parameters, 'tag') !== undefined) return address
  const others = address.parameters.filter(([name]) => name.toLowerCase() !== 'tag')
  return { ...address, parameters: [...others, ['tag', tag]] }
}

function listed(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => (value === undefined ? `;${name}` : `;${name}=${value}`)).join('')
}
