import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One thing that somebody might send us to do harm. */
export interface HostileInput {
  readonly id: string
  readonly cat: string
  readonly name: string
  readonly value?: unknown
  readonly b64?: string
  readonly gen?: { readonly prefix: string; readonly unit: string; readonly count: number; readonly suffix: string }
  readonly expect?: string
}

/** Where hostile.json and the torture messages of RFC 4475 lie; undefined when nobody has brought them. */
export const hostileFolder = process.env['PHONE_DUTY_HOSTILE_INPUTS']

/** The inputs of one category; none when they were not brought. */
export function hostileInputs(category: string): HostileInput[] {
  if (!hostileFolder) return []
  const { items } = JSON.parse(readFileSync(path.join(hostileFolder, 'hostile.json'), 'utf8')) as {
    items: HostileInput[]
  }
  return items.filter(({ cat }) => cat === category)
}

/** The messages of RFC 4475, byte for byte; none when they were not brought. */
export function tortureMessages(): (readonly [name: string, bytes: Buffer])[] {
  if (!hostileFolder) return []
  const folder = path.join(hostileFolder, 'torture')
  const files = readdirSync(folder).filter(file => file.endsWith('.dat'))
  return files.map(file => [file.replace(/\.dat$/, ''), readFileSync(path.join(folder, file))])
}

/** An input as the bytes that go over the wire. */
export function bytesOf({ value, b64, gen }: HostileInput): Buffer {
  if (b64 !== undefined) return Buffer.from(b64, 'base64')
  if (gen) return Buffer.from(gen.prefix + gen.unit.repeat(gen.count) + gen.suffix)
  return Buffer.from(typeof value === 'string' ? value : '')
}

/** Whether a name is given as it lies on the wire, between its quotes. */
export const standsAsWritten = ({ id, b64 }: HostileInput): boolean => b64 !== undefined || id === 'DN-093'

/** A name as it stands in a header, between its quotes (RFC 3261 section 25.1). */
export function quotedBytesOf(item: HostileInput): Buffer {
  return standsAsWritten(item) ? bytesOf(item) : quoted(bytesOf(item))
}

/** A text as it stands between quotes. */
export function quoted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(/["\\]/g, String.raw`\$&`), 'latin1')
}
