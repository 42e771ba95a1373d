/**
 * The one place that reads a session description (RFC 8866) and decides which of its lines is the call's voice. The
 * browser is only ever shown that line, always under the same name, so that it does not matter what stands around it: a
 * bundle group and names or none (RFC 8843, RFC 5888), video, a second sound, a fax. Towards the other side each of those is
 * refused, in its place, in every description that follows (RFC 3264 sections 6 and 8).
 */

/** What stands around the voice in the descriptions of a call. */
export interface Surrounding {
  /** Which line is the voice, from 0. */
  readonly at: number
  /** Its name there; undefined when lines have none. */
  readonly mid: string | undefined
  readonly grouped: boolean
  /** Whether both kinds of packets share a port (RFC 5761). */
  readonly muxed: boolean
  /** The other lines as they are refused, each in its place; the voice's own place is empty. */
  readonly refused: readonly (readonly string[])[]
}

/** A description in which there is no voice for us. */
export class NoVoice extends Error {
  override readonly name = 'NoVoice'
}

type Section = readonly string[]

// Payload types that need no name (RFC 3551 section 6); 13 and 19 are comfort noise, and no voice.
const namelessVoices = new Set(['0', '3', '4', '5', '6', '7', '8', '9', '12', '15', '16', '17', '18'])
const noVoices = new Set(['telephone-event', 'cn', 'red', 'rtx', 'ulpfec', 'flexfec', 'tone'])
const ourMid = '0'
const transport = /^a=(ice-ufrag|ice-pwd|ice-options|fingerprint|setup|candidate|end-of-candidates)\b/

/**
 * Their description with its voice alone, for the browser, and what stood around it. `before` is what stood there so far:
 * a voice stays in its place as long as it is alive. Throws `NoVoice`.
 */
export function narrow(sdp: string, before: Surrounding | undefined): readonly [sdp: string, around: Surrounding] {
  const [session, ...sections] = sectionsOf(sdp)
  if (!session) throw new NoVoice('That is no description.')
  const grouped = session.find(line => line.startsWith('a=group:BUNDLE'))
  const at = voiceAt(session, sections, grouped, before)
  const voice = sections[at]
  if (!voice) throw new NoVoice('There is no sound in it.')
  if (!hasVoice(voice)) throw new NoVoice('There is no kind of voice in its sound.')
  const around: Surrounding = {
    at,
    mid: midOf(voice),
    grouped: grouped !== undefined,
    muxed: voice.includes('a=rtcp-mux') || session.includes('a=rtcp-mux'),
    refused: sections.map((section, place) => (place === at ? [] : refusalOf(section))),
  }
  const tagged = sections.find(section => midOf(section) === grouped?.split(' ')[1])
  const alone = [
    ...session.filter(line => !line.startsWith('a=group:')),
    `a=group:BUNDLE ${ourMid}`,
    ...shown(voice, session, tagged),
  ]
  return [written(alone), around]
}

/** Our description, as it stands among the lines of theirs. Before theirs is known it stays as the browser wrote it. */
export function widen(sdp: string, around: Surrounding | undefined): string {
  if (!around) return sdp
  const [session, voice] = sectionsOf(sdp)
  if (!session || !voice) throw new NoVoice('The browser made no line of sound.')
  const { mid, grouped, muxed, refused } = around
  const ours = voice
    .filter(line => !line.startsWith('a=mid:') && (muxed || !/^a=rtcp-(mux|rsize)/.test(line)))
    .filter(line => mid !== undefined || !line.includes('urn:ietf:params:rtp-hdrext:sdes:mid'))
  const address = voice.filter(line => line.startsWith('c='))
  return written([
    ...session.filter(line => !line.startsWith('a=group:')),
    ...(grouped && mid !== undefined ? [`a=group:BUNDLE ${mid}`] : []),
    ...refused.flatMap((lines, place) => {
      if (place === around.at) return mid === undefined ? ours : [...ours, `a=mid:${mid}`]
      const [media = '', ...attributes] = lines
      return [media, ...address, ...attributes]
    }),
  ])
}

/** Whether a line of sound, or a description that has only one, leaves a voice: keys and noise alone are none. */
export function hasVoice(sound: string | Section): boolean {
  const lines = typeof sound === 'string' ? (sectionsOf(sound)[1] ?? []) : sound
  const names = new Map(
    lines.flatMap(line => {
      const named = /^a=rtpmap:(\d+) ([^/ ]+)/.exec(line)
      return named ? [[named[1], named[2]?.toLowerCase()] as const] : []
    }),
  )
  return mediaOf(lines).payloads.some(payload => {
    const name = names.get(payload)
    return name === undefined ? namelessVoices.has(payload) : !noVoices.has(name)
  })
}

function voiceAt(
  session: Section,
  sections: readonly Section[],
  grouped: string | undefined,
  before: Surrounding | undefined,
): number {
  const isLive = (section: Section) =>
    mediaOf(section).kind === 'audio' &&
    (mediaOf(section).port !== '0' || (grouped !== undefined && section.includes('a=bundle-only')))
  const same = before && sections[before.at]
  if (before && same && isLive(same)) return before.at
  // Of several the one that we can speak on at all, then the one on which there is a voice, and one that is heard.
  const worth = (section: Section) =>
    (isLive(section) ? 8 : 0) +
    (isSecured(session, section) ? 4 : 0) +
    (hasVoice(section) ? 2 : 0) +
    (section.includes('a=inactive') || section.includes('a=recvonly') ? 0 : 1)
  let best = -1
  for (const [place, section] of sections.entries()) {
    if (isLive(section) && (best < 0 || worth(section) > worth(sections[best] ?? []))) best = place
  }
  return best
}

const isSecured = (session: Section, section: Section): boolean =>
  /\/TLS\//.test(mediaOf(section).protocol) &&
  [...session, ...section].some(line => line.startsWith('a=fingerprint:') || line === 'a=bundle-only')

/** Their voice as the browser is shown it. */
function shown(voice: Section, session: Section, tagged: Section | undefined): Section {
  const [, ...attributes] = voice
  const { kind, protocol, payloads, port } = mediaOf(voice)
  // A line that shares another's port has its way there, and none of its own.
  const borrowed = voice.some(line => line.startsWith('a=ice-ufrag:')) ? [] : (tagged ?? session)
  return [
    `m=${kind} ${port === '0' ? '9' : port} ${protocol} ${payloads.join(' ')}`,
    ...attributes.filter(line => !/^a=(mid:|bundle-only$|rtcp-mux$)/.test(line) && !/^a=candidate:\S+ 2 /.test(line)),
    ...borrowed.filter(line => transport.test(line) && !/^a=candidate:\S+ 2 /.test(line) && !session.includes(line)),
    `a=mid:${ourMid}`,
    'a=rtcp-mux',
  ]
}

function refusalOf(section: Section): Section {
  const { kind, protocol, payloads } = mediaOf(section)
  const mid = midOf(section)
  return [`m=${kind} 0 ${protocol} ${payloads.join(' ')}`, ...(mid === undefined ? [] : [`a=mid:${mid}`])]
}

function sectionsOf(sdp: string): readonly Section[] {
  const sections: string[][] = [[]]
  for (const line of sdp.split(/\r\n|\n|\r/)) {
    if (line === '') continue
    if (line.startsWith('m=')) sections.push([])
    sections.at(-1)?.push(line)
  }
  return sections
}

function mediaOf([line = '']: Section) {
  const [kind = '', port = '', protocol = '', ...payloads] = line.slice(2).trim().split(/ +/)
  return { kind, port: port.split('/')[0] ?? '', protocol, payloads }
}

const midOf = (section: Section): string | undefined =>
  section
    .find(line => line.startsWith('a=mid:'))
    ?.slice('a=mid:'.length)
    .trim()

const written = (lines: Section): string => lines.map(line => `${line}\r\n`).join('')
