import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { callIn, field, press } from '../support/atTheDesk'
import { type FarPeer, openFarPeer } from '../support/farPeer'
import { openPageEar, pageHearsSoon } from '../support/pageEar'
import { answerTo, type Said } from '../support/TextExchange'
import { aDeskOnText, clearTheDesk, type DeskOnText, lines, oneBrowser } from './aDeskOnText'

const rosa = 600
const okafor = 900
const browser = oneBrowser({ hums: rosa })

let far: FarPeer
let desk: DeskOnText
beforeAll(async () => {
  far = await openFarPeer(okafor)
  desk = await aDeskOnText(browser(), { before: openPageEar })
})
afterEach(() => clearTheDesk(desk.page))
afterAll(async () => {
  await desk.close()
  await far.close()
})

/** What stands in a description beside the voice, and how its line is named. */
interface Shape {
  readonly name: string
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  readonly group?: boolean
  readonly mids?: boolean
}

const video = ['m=video 40004 UDP/TLS/RTP/SAVPF 100', 'a=rtpmap:100 VP8/90000', 'a=sendrecv', 'a=rtcp-mux']
const noVideo = ['m=video 0 UDP/TLS/RTP/SAVPF 100', 'a=rtpmap:100 VP8/90000']
const music = ['m=audio 40006 UDP/TLS/RTP/SAVPF 0', 'a=rtpmap:0 PCMU/8000', 'a=sendonly', 'a=rtcp-mux']
const gone = ['m=audio 0 UDP/TLS/RTP/SAVPF 0', 'a=rtpmap:0 PCMU/8000']
const plain = ['m=audio 40008 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000', 'a=sendrecv']
const fax = ['m=image 40010 udptl t38', 'a=T38FaxVersion:0']

const shapes: readonly Shape[] = [
  { name: 'one line in a group' },
  { name: 'one line with a name and no group', group: false },
  { name: 'one line with neither', group: false, mids: false },
  { name: 'video after it', after: video },
  { name: 'video after it, and no group', after: video, group: false, mids: false },
  { name: 'video before it', before: video },
  { name: 'video refused before it', before: noVideo, group: false },
  { name: 'a second sound after it', after: music },
  { name: 'a sound that is over before it', before: gone, group: false, mids: false },
  { name: 'the same without encryption before it', before: plain, group: false, mids: false },
  { name: 'a fax after it', after: fax, group: false, mids: false },
]

/** Dresses a description of one voice in a shape. */
function dressed(sdp: string, { before, after, group = true, mids = true }: Shape): string {
  const [session = '', voice = ''] = sdp.split(/(?=m=audio)/)
  const named = (section: readonly string[] | undefined, mid: string) =>
    section ? [...section, ...(mids ? [`a=mid:${mid}`] : [])].map(line => `${line}\r\n`).join('') : ''
  const grouped = ['voice', ...(after && !/ 0 /.test(after[0] ?? '') ? ['after'] : [])]
  const ordered = before && !/ 0 /.test(before[0] ?? '') ? ['before', ...grouped] : grouped
  return [
    session.replace(/a=group:.*\r\n/, group ? `a=group:BUNDLE ${ordered.join(' ')}\r\n` : ''),
    named(before, 'before'),
    voice.replace(/a=mid:.*\r\n/, mids ? 'a=mid:voice\r\n' : ''),
    named(after, 'after'),
  ].join('')
}

/** What the far end makes of a description: its voice alone, as it knows it. */
function undressed(sdp: string, { before }: Shape): string {
  const [session = '', ...sections] = sdp.split(/(?=^m=)/m)
  const voice = sections[before ? 1 : 0] ?? ''
  return session.replace(/a=group:.*\r\n/, '') + voice.replace(/a=mid:.*\r\n/, '').replace(/$/, 'a=mid:0\r\n')
}

const kindsAndPorts = (sdp: string) =>
  [...sdp.matchAll(/^m=(\w+) (\d+)/gm)].map(([, kind, port]) => `${kind} ${port === '0' ? 'refused' : 'taken'}`)

function expectedOf({ before, after }: Shape): string[] {
  const refused = (section: readonly string[] | undefined) =>
    section ? [`${/m=(\w+)/.exec(section[0] ?? '')?.[1]} refused`] : []
  return [...refused(before), 'audio taken', ...refused(after)]
}

async function bothHear(): Promise<void> {
  await pageHearsSoon(desk.page, okafor, 8_000)
  await far.hears(rosa)
}

/** Answers the next offer of ours in this shape, and gives back what we offered. */
async function answersOurs(shape: Shape, isNext: (said: Said) => boolean, again: boolean): Promise<Said> {
  const { exchange } = desk
  const request = await exchange.hears('an offer of ours', said => said.method === 'INVITE' && isNext(said))
  const offer = undressed(request.body, shape)
  const answer = await (again ? far.answersAgain(offer) : far.answers(offer))
  exchange.say(answerTo(request, '200 OK', [], dressed(answer, shape)))
  return request
}

describe('an offer of theirs', () => {
  it.each(shapes)('is answered, both are heard, and heard again after a hold: $name', async shape => {
    const { exchange, page } = desk
    exchange.answers.delete('INVITE')
    const call = exchange.rings({ ...lines.external, offer: dressed(await far.offers(), shape) })
    await press(page, 'Answer')
    const answer = await call.answered(200)
    call.acknowledge(answer)
    expect(kindsAndPorts(answer.body)).toEqual(expectedOf(shape))
    expect(/a=group/.test(answer.body)).toBe(shape.group ?? true)
    expect(/a=mid:voice/.test(answer.body)).toBe(shape.mids ?? true)
    await far.takesAnswer(undressed(answer.body, shape))
    await bothHear()

    const ofThisCall = (direction: string) => (said: Said) =>
      said.header('Call-ID') === call.callId && said.body.includes(`a=${direction}`)
    await press(page, 'Hold')
    const held = await answersOurs(shape, ofThisCall('sendonly'), true)
    expect(kindsAndPorts(held.body), 'what was refused stays so, in its place').toEqual(expectedOf(shape))
    await callIn(page, 'held').waitFor()
    await press(page, 'Take back')
    await answersOurs(shape, ofThisCall('sendrecv'), true)
    await callIn(page, 'talking').waitFor()
    await bothHear()
    call.hangUp(answer)
  })

  it('that adds a line within the call has that one refused, and the voice goes on', async () => {
    const { exchange, page } = desk
    const bare: Shape = { name: '', group: false, mids: false }
    const call = exchange.rings({ ...lines.external, offer: dressed(await far.offers(), bare) })
    await press(page, 'Answer')
    const answer = await call.answered(200)
    call.acknowledge(answer)
    await far.takesAnswer(undressed(answer.body, bare))
    await bothHear()
    for (const shape of [
      { ...bare, after: video },
      { name: '', after: video },
      { name: '', after: music },
    ]) {
      const again = call.reinvites(answer, dressed(await far.offersAgain(), shape))
      const second = await again.answered(200)
      again.acknowledge()
      expect(kindsAndPorts(second.body)).toEqual(expectedOf(shape))
      await far.takesAnswer(undressed(second.body, shape))
      await bothHear()
    }
    call.hangUp(answer)
  })

  it('that leaves no voice is refused, and the caller is told at once', async () => {
    const { exchange } = desk
    const keysOnly = (await far.offers())
      .replace(/^m=audio (\d+) (\S+) .*$/m, 'm=audio $1 $2 101')
      .replaceAll(/a=(rtpmap|fmtp|rtcp-fb):(?!101 ).*\r\n/g, '')
      .replace(/a=sendrecv\r\n/, 'a=sendrecv\r\na=rtpmap:101 telephone-event/8000\r\n')
    const call = exchange.rings({ ...lines.external, offer: keysOnly })

    const refusal = await call.answered(488)
    call.confirmRefusal(refusal)
  })

  it('that comes only after ours, in the confirmation, is taken in any shape', async () => {
    const { exchange, page } = desk
    const shape: Shape = { name: '', group: false, mids: false }
    const call = exchange.rings({ ...lines.external, offer: '' })
    await press(page, 'Answer')
    const ours = await call.answered(200)
    call.acknowledge(ours, dressed(await far.answers(undressed(ours.body, shape)), shape))
    await bothHear()
    call.hangUp(ours)
  })
})

describe('an offer of ours', () => {
  it.each(shapes.slice(0, 3))('is answered in any shape, and both are heard: $name', async shape => {
    const { exchange, page } = desk
    exchange.answers.delete('INVITE')
    const before = exchange.heard.length
    await field(page, 'Number or name').fill('201')
    await press(page, 'Call')
    const invite = await answersOurs(shape, said => exchange.heard.indexOf(said) >= before, false)
    await callIn(page, 'talking').waitFor()
    await bothHear()

    await press(page, 'Hold')
    const ofThisCall = (said: Said) =>
      said.header('Call-ID') === invite.header('Call-ID') && said.body.includes('a=sendonly')
    await answersOurs(shape, ofThisCall, true)
    await callIn(page, 'held').waitFor()
    await press(page, 'End call')
  })
})
