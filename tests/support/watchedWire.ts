import type { Wire } from '../../electron/wire/Wire'

/** How long the phone took over each message, and over its last word to each call. */
export interface WireWatch {
  readonly wire: Wire
  /** By Call-ID: from a call's INVITE reaching the stack until its final answer left, in milliseconds. */
  readonly answeredIn: ReadonlyMap<string, number>
  /** The longest that one message kept everything else waiting, in milliseconds. */
  readonly longestTask: () => number
}

/** Looks over a wire's shoulder. It changes nothing that passes. */
export function watchWire(wire: Wire): WireWatch {
  const asked = new Map<string, number>()
  const answeredIn = new Map<string, number>()
  let longest = 0
  const callIdOf = (text: string) => /^Call-ID: (.+)$/im.exec(text)?.[1] ?? ''
  const hear = (text: string, whole: boolean, take: NonNullable<Wire['onText']>) => {
    const at = performance.now()
    if (text.startsWith('INVITE ')) asked.set(callIdOf(text), at)
    take(text, whole)
    longest = Math.max(longest, performance.now() - at)
  }
  let onText: Wire['onText']
  const send = wire.send.bind(wire)
  Object.defineProperty(wire, 'onText', {
    get: () => onText && ((text: string, whole: boolean) => hear(text, whole, onText ?? (() => undefined))),
    set: (listener: Wire['onText']) => {
      onText = listener
    },
  })
  wire.send = text => {
    send(text)
    const since = asked.get(callIdOf(text))
    const isFinal = /^SIP\/2\.0 [2-6]\d\d/.test(text) && /^CSeq: \d+ INVITE$/im.test(text)
    if (isFinal && since !== undefined) answeredIn.set(callIdOf(text), performance.now() - since)
  }
  return { wire, answeredIn, longestTask: () => longest }
}
