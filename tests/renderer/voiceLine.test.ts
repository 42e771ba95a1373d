import { describe, expect, it } from 'vitest'
import { hasVoice, narrow, NoVoice, widen } from '../../renderer/audio/voiceLine'

const session = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0']
const secured = [
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=setup:actpass',
  'a=fingerprint:sha-256 00',
]
const voice = [
  'm=audio 40000 UDP/TLS/RTP/SAVPF 0 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:101 telephone-event/8000',
  ...secured,
]
const ours = [
  'v=0',
  'o=- 2 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0',
  'c=IN IP4 127.0.0.1',
  'a=rtpmap:0 PCMU/8000',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid',
  'a=rtcp-mux',
]
const written = (...lines: readonly (string | readonly string[])[]) =>
  lines
    .flat()
    .map(line => `${line}\r\n`)
    .join('')
const line = (sdp: string, beginning: string) => sdp.split('\r\n').filter(each => each.startsWith(beginning))

describe('which line of a description is the voice', () => {
  it.each([
    ['the only one', [voice], 0],
    ['the one that is not refused', [['m=audio 0 UDP/TLS/RTP/SAVPF 0'], voice], 1],
    ['the one that we can speak on', [['m=audio 1 RTP/AVP 0'], voice], 1],
    ['the first of two alike', [voice, voice], 0],
    ['the one with a voice rather than keys', [[...voice].with(0, 'm=audio 1 UDP/TLS/RTP/SAVPF 101'), voice], 1],
    ['the one that is heard rather than one that is on hold', [[...voice, 'a=inactive'], voice], 1],
    [
      'the one behind video, a fax and what nobody knows',
      [['m=video 1 UDP/TLS/RTP/SAVPF 96'], ['m=image 2 udptl t38'], ['m=x'], voice],
      3,
    ],
  ])('is %s', (_, sections, at) => {
    expect(narrow(written(session, ...sections), undefined)[1].at).toBe(at)
  })

  it('stays the same as long as it is alive, and moves when it is over', () => {
    const [, before] = narrow(written(session, voice), undefined)
    expect(narrow(written(session, [...voice, 'a=inactive'], voice), before)[1].at).toBe(0)
    expect(narrow(written(session, ['m=audio 0 UDP/TLS/RTP/SAVPF 0'], voice), before)[1].at).toBe(1)
  })

  it.each([
    ['nothing at all', ''],
    ['no sound', written(session, ['m=video 1 UDP/TLS/RTP/SAVPF 96'])],
    ['a sound that is refused', written(session, ['m=audio 0 UDP/TLS/RTP/SAVPF 0'])],
    ['keys alone', written(session, ['m=audio 1 UDP/TLS/RTP/SAVPF 101', 'a=rtpmap:101 telephone-event/8000'])],
    ['noise alone, without a name', written(session, ['m=audio 1 UDP/TLS/RTP/SAVPF 13'])],
    ['no kind at all', written(session, ['m=audio 1 UDP/TLS/RTP/SAVPF'])],
  ])('is none in %s', (_, sdp) => {
    expect(() => narrow(sdp, undefined)).toThrow(NoVoice)
  })
})

describe('what the browser is shown', () => {
  it.each([
    ['written with bare line ends', written(session, voice).replaceAll('\r', '')],
    ['in a group', written(session, ['a=group:BUNDLE audio-0'], [...voice, 'a=mid:audio-0', 'a=rtcp-mux'])],
    [
      'beside video',
      written(session, ['a=group:BUNDLE v a'], ['m=video 1 UDP/TLS/RTP/SAVPF 96', 'a=mid:v'], [...voice, 'a=mid:a']),
    ],
  ])('is one voice, always of the same name: %s', (_, sdp) => {
    const [shown] = narrow(sdp, undefined)
    expect(line(shown, 'm=')).toEqual([voice[0]])
    expect(line(shown, 'a=group')).toEqual(['a=group:BUNDLE 0'])
    expect(line(shown, 'a=mid')).toEqual(['a=mid:0'])
    expect(line(shown, 'a=rtcp-mux')).toEqual(['a=rtcp-mux'])
  })

  it('has the way of the line whose port it shares', () => {
    const video = [
      'm=video 1 UDP/TLS/RTP/SAVPF 96',
      'a=mid:v',
      ...secured,
      'a=candidate:1 1 UDP 1 127.0.0.1 1 typ host',
    ]
    const shared = ['m=audio 0 UDP/TLS/RTP/SAVPF 0', 'a=mid:a', 'a=bundle-only']
    const [shown, around] = narrow(written(session, ['a=group:BUNDLE v a'], video, shared), undefined)

    expect(around.at).toBe(1)
    expect(line(shown, 'm=')).toEqual(['m=audio 9 UDP/TLS/RTP/SAVPF 0'])
    for (const each of secured) expect(shown).toContain(each)
    expect(shown).toContain('a=candidate:1 1')
  })
})

describe('what the other side is told', () => {
  it('is our line in the place of theirs, under its name, and every other line refused', () => {
    const theirs = written(
      session,
      ['a=group:BUNDLE v a'],
      ['m=video 1 UDP/TLS/RTP/SAVPF 96 97', 'a=mid:v'],
      [...voice, 'a=mid:a', 'a=rtcp-mux'],
      ['m=application 2 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:d'],
    )
    const told = widen(written(ours), narrow(theirs, undefined)[1])

    expect(line(told, 'm=')).toEqual([
      'm=video 0 UDP/TLS/RTP/SAVPF 96 97',
      'm=audio 9 UDP/TLS/RTP/SAVPF 0',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
    ])
    expect(line(told, 'a=mid')).toEqual(['a=mid:v', 'a=mid:a', 'a=mid:d'])
    expect(line(told, 'a=group')).toEqual(['a=group:BUNDLE a'])
    expect(line(told, 'c='), 'each line has an address').toHaveLength(3)
  })

  it('claims nothing that was not offered: no group, no name, no shared port', () => {
    const told = widen(written(ours), narrow(written(session, voice), undefined)[1])
    expect(told).not.toMatch(/a=group|a=mid|rtcp-mux|sdes:mid/)
  })

  it('is what the browser wrote, as long as nothing is known of theirs', () => {
    expect(widen(written(ours), undefined)).toBe(written(ours))
  })
})

it.each([
  ['G.711 by its number alone', ['m=audio 1 RTP/AVP 8'], true],
  ['Opus', ['m=audio 1 RTP/AVP 111', 'a=rtpmap:111 opus/48000/2'], true],
  ['noise and keys', ['m=audio 1 RTP/AVP 13 101', 'a=rtpmap:101 telephone-event/8000'], false],
  ['a number that nobody has named', ['m=audio 1 RTP/AVP 96'], false],
  ['redundancy of nothing', ['m=audio 1 RTP/AVP 63', 'a=rtpmap:63 red/48000/2'], false],
])('knows whether there is a voice in %s', (_, lines, is) => {
  expect(hasVoice(lines)).toBe(is)
})
