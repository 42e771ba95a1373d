import { readSipMessage, type SipMessage } from './SipMessage'

/** One of Asterisk's channels: one leg of a call, as the exchange sees it. */
export interface Channel {
  /** "PJSIP/101-0000002a" */
  readonly name: string
  /** "101", or "trunk" */
  readonly endpoint: string
  readonly dialled: string
  /** "Down", "Ring", "Ringing", "Up", "Busy" */
  readonly state: string
  readonly application: string
  readonly callerNumber: string
  /** Channels that hear one another share a bridge. */
  readonly bridge: string | undefined
}

/** Reads `core show channels concise`. */
export function readChannels(printed: string): readonly Channel[] {
  return printed
    .split('\n')
    .filter(line => line.includes('!'))
    .map(line => {
      const [name = '', , dialled = '', , state = '', application = '', , callerNumber = ''] = line.split('!')
      const bridge = line.split('!')[12]
      return {
        name,
        endpoint: /\/(.+)-[0-9a-f]+/.exec(name)?.[1] ?? name,
        dialled,
        state,
        application,
        callerNumber,
        bridge: bridge || undefined,
      }
    })
}

/** One place where an extension is registered. */
export interface Contact {
  readonly uri: string
  readonly userAgent: string
  /** When the registration lapses, in seconds since 1970. */
  readonly expires: number
}

/** Reads the registrar's part of Asterisk's database: `/registrar/contact/101;@…: {"uri":…}`. */
export function readContacts(printed: string, extension: string): readonly Contact[] {
  return printed.split('\n').flatMap(line => {
    const [, owner, json] = /^\/registrar\/contact\/([^;]+);@\S+\s*: (\{.*\})\s*$/.exec(line) ?? []
    if (owner !== extension || json === undefined) return []
    const entry = JSON.parse(json) as { uri: string; user_agent: string; expiration_time: string }
    return [{ uri: entry.uri, userAgent: entry.user_agent, expires: Number(entry.expiration_time) }]
  })
}

/** Reads the SIP messages out of Asterisk's log. */
export function readMessages(log: string): readonly SipMessage[] {
  const opening =
    /^.*<--- (Received|Transmitting) SIP (?:request|response) \(\d+ bytes\) (?:from|to) \w+:(\S+) --->\n/gm
  const openings = [...log.matchAll(opening)]
  return openings.map(match => {
    const rest = log.slice(match.index + match[0].length)
    const end = rest.search(/^\[\d\d:\d\d:\d\d/m)
    const text = end < 0 ? rest : rest.slice(0, end)
    return readSipMessage(text.trimEnd(), match[1] === 'Received' ? 'received' : 'sent', match[2])
  })
}
