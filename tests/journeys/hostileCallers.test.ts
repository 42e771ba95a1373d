import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cleanName } from '../../domain/phone/cleanName'
import { aRequest, type Said } from '../support/aRequest'
import { callIn, deskIsEmpty, field, press } from '../support/atTheDesk'
import { type Canary, openCanary } from '../support/canary'
import {
  bytesOf,
  hostileFolder,
  type HostileInput,
  hostileInputs,
  quotedBytesOf,
  standsAsWritten,
  tortureMessages,
} from '../support/hostileInputs'
import { anOffer, type Said as Heard } from '../support/TextExchange'
import { agree, clearTheDesk, confirmed, oneBrowser } from './aDeskOnText'
import { answeredSince, nothingElseHappened } from './afterwards'
import { aRudeDesk, findAll, logIsClean, ringAll, type RudeDesk, type RudeName, talkToAll } from './namesOnTheDesk'

describe.skipIf(hostileFolder)('hostile callers', () => {
  it.skip('are not here: set PHONE_DUTY_HOSTILE_INPUTS to the folder with hostile.json and torture/', () => undefined)
})

describe.skipIf(!hostileFolder)('hostile callers', () => {
  const browser = oneBrowser()
  let canary: Canary
  let desk: RudeDesk
  let names: readonly RudeName[]
  let tooLong: readonly HostileInput[]

  beforeAll(async () => {
    canary = await openCanary()
    const inputs = hostileInputs('DN').map(item => sentTo(canary, item))
    tooLong = inputs.filter(item => bytesOf(item).length > 60_000)
    names = inputs.filter(item => !tooLong.includes(item)).map(nameOf)
    desk = await aRudeDesk(browser(), names)
  })
  afterEach(() => clearTheDesk(desk.page))
  afterAll(async () => {
    await desk.close()
    canary.close()
  })

  it('have names that look like none, which count as none', () => {
    const blank = names.filter(({ shown }) => shown === '').map(({ id }) => id)
    expect(blank).toEqual(['DN-035', 'DN-036', 'DN-038', 'DN-039', 'DN-040'])
  })

  it('have names that are text on the card of a ring, in its evidence, and beside what the directory says', async () => {
    await ringAll(desk, names)
  }, 240_000)

  it('have names that are text in the conversation, in the strip beside it, at a hand-over, and in the wrap-up', async () => {
    await talkToAll(desk, names)
  }, 480_000)

  it('have names that are text in the list of records, are found there, and head what is kept of the call', async () => {
    await findAll(desk, names)
  }, 240_000)

  it.each([
    ['DN-048', '株式会社山田'],
    ['DN-049', 'ヤマダ'],
  ])('%s is found as %s', async (id, words) => {
    const { page } = desk
    await page.getByRole('button', { name: /^Records/ }).click()
    await page.getByRole('searchbox', { name: 'Search records' }).fill(words)
    const shown = names.find(name => name.id === id)?.shown ?? ''
    await page.getByRole('list', { name: 'Records' }).locator('bdi', { hasText: shown }).first().waitFor()
    await press(page, 'Back')
  })

  it('with a name that no card could hold are not read', async () => {
    for (const item of tooLong) {
      const heard = desk.exchange.heard.length
      desk.exchange.rings({ from: '"%NAME%" <sip:+442079460018@127.0.0.1>', name: bytesOf(item) })
      await nothingElseHappened(desk, item.id)
      expect.soft(answeredSince(desk, heard), item.id).toEqual([])
    }
  })

  it('make nobody fetch anything by a header line, nor answer a call', async () => {
    for (const item of hostileInputs('HV').map(each => sentTo(canary, each))) {
      const heard = desk.exchange.heard.length
      const line = bytesOf(item).toString('utf8').replace(/\r\n$/, '')
      const callId = `in-app-${item.id}`
      desk.exchange.say(invite({ callId, headers: [line] }))
      await desk.exchange.isUnderstood()
      expect.soft(answeredSince(desk, heard), item.id).toEqual([])
      const refused = desk.exchange.heard.some(
        said => /^SIP\/2\.0 [4-6]/.test(said.firstLine) && said.header('Call-ID') === callId,
      )
      if (!refused) await shows(item, /^HV-0(11|12|42|43|44|54|56|58|64)$/.test(item.id))
      await nothingElseHappened(desk, item.id, true)
    }

    async function shows(item: HostileInput, mayBeUnreadable: boolean): Promise<void> {
      if (mayBeUnreadable) return
      const card = desk.page.getByRole('region', { name: 'Incoming call' })
      await card.waitFor().catch(() => undefined)
      expect.soft(await card.count(), `${item.id} rings`).toBe(1)
      expect.soft(await desk.page.getByTestId('line-verdict').textContent(), item.id).toBe('EXTERNAL')
    }
  }, 240_000)

  it('torture the desk with the messages of RFC 4475, and the next call rings', async () => {
    for (const [name, bytes] of tortureMessages()) {
      const heard = desk.exchange.heard.length
      desk.exchange.sayBytes(bytes)
      await nothingElseHappened(desk, name)
      expect.soft(answeredSince(desk, heard), name).toEqual([])
    }
  }, 240_000)

  const value = (id: string) => hostileInputs('MSG').find(item => item.id === id)?.value
  const text = (id: string) => String(value(id))
  const toUs = (method: string) => `${method} ${desk.exchange.contact} SIP/2.0`

  it('say things that are no call of anybody’s, and the next call rings', async () => {
    const { exchange } = desk
    const outside = ['MSG-012', 'MSG-021', 'MSG-022', 'MSG-023', 'MSG-035', 'MSG-036', 'MSG-037'].map(id => {
      const { method, headers = [], body = '' } = value(id) as { method: string; headers?: string[]; body?: string }
      const typed = body === '' || headers.some(line => /^content-type/i.test(line)) ? [] : ['Content-Type: text/plain']
      return [id, aRequest(method, { startLine: toUs(method), callId: id, headers: [...headers, ...typed], body })]
    })
    const { start, cseq } = value('MSG-011') as { start: string; cseq: string }
    const stray = (id: string) =>
      aRequest('REGISTER', {
        startLine: `SIP/2.0 ${(value(id) as { response: number }).response} Whatever`,
        callId: 'stray',
      })
    const said = [
      ...['MSG-001', 'MSG-002', 'MSG-004', 'MSG-005'].map(id => [id, text(id)]),
      ...['MSG-006', 'MSG-007', 'MSG-009', 'MSG-010'].map(id => [id, invite({ callId: id, startLine: text(id) })]),
      ...outside,
      ['MSG-011', aRequest(start, { startLine: toUs(start), cseq: `9 ${cseq}`, callId: 'MSG-011' })],
      ...Array.from({ length: (value('MSG-016') as { repeat: number }).repeat }, () => ['MSG-016', stray('MSG-016')]),
      ['MSG-017', stray('MSG-017')],
    ] as const
    for (const [at, [id = '', message = '']] of said.entries()) {
      const heard = exchange.heard.length
      exchange.say(message)
      if (said[at + 1]?.[0] === id) continue
      await nothingElseHappened(desk, id)
      expect.soft(answeredSince(desk, heard), id).toEqual([])
    }
    expect(await desk.page.locator('[data-registration=registered]').count(), 'and we stay registered').toBe(1)
  }, 120_000)

  it('call more than once at a time, and each call is one card', async () => {
    const { exchange, page } = desk
    const cards = page.getByRole('region', { name: 'Incoming call' })
    const one = invite({ callId: 'MSG-003' })
    exchange.say(one + invite({ callId: 'MSG-003-second' }))
    await cards.waitFor()
    await exchange.isUnderstood()
    expect.soft(await cards.count(), 'MSG-003').toBe(1)
    await nothingElseHappened(desk, 'MSG-003', true)

    const same = invite({ callId: 'MSG-029' })
    for (let at = 0; at < (value('MSG-029') as { repeat: number }).repeat; at += 1) exchange.say(same)
    await cards.waitFor()
    await exchange.isUnderstood()
    expect.soft(await cards.count(), 'MSG-029').toBe(1)
    await nothingElseHappened(desk, 'MSG-029', true)

    const forked = invite({ callId: 'MSG-030' })
    exchange.say(forked)
    exchange.say(forked.replace('z9hG4bK', 'z9hG4bKother'))
    await cards.waitFor()
    await exchange.isUnderstood()
    expect.soft(await cards.count(), 'MSG-030').toBe(1)
    await nothingElseHappened(desk, 'MSG-030', true)

    exchange.say(invite({ callId: 'MSG-008', startLine: text('MSG-008') }))
    await nothingElseHappened(desk, 'MSG-008', true)
  }, 60_000)

  it('call without a description of their sound, and can be answered', async () => {
    const { exchange, page } = desk
    const call = exchange.rings({ headers: ['X-Line-Type: external'], offer: '' })
    await press(page, 'Answer')
    const answer = await call.answered(200)
    expect(answer.body, 'MSG-031').toContain('m=audio')
    call.hangUp(answer)
    await callIn(page, 'wrapUp').waitFor()
    await press(page, 'Later')
    await deskIsEmpty(page)
    await nothingElseHappened(desk, 'MSG-031')
  })

  it('are rude on the line, and neither the call nor what was written is lost', async () => {
    const { exchange, page } = desk
    const call = exchange.rings({ headers: ['X-Line-Type: external'] })
    await press(page, 'Answer')
    const { answer } = await confirmed(exchange, page, call)
    await field(page, 'What do they need?').fill('The invoice of May')
    const talks = async (id: string) => {
      await exchange.isUnderstood()
      expect.soft(await callIn(page, 'talking').count(), id).toBe(1)
      expect.soft(await page.locator('video').count(), id).toBe(0)
      expect.soft(await desk.watch.strange(), id).toEqual([])
    }
    exchange.say(within(answer, 'BYE', { to: '<sip:200@127.0.0.1>;tag=wrong', cseq: '900 BYE' }))
    await talks('MSG-018')
    call.cancel()
    await talks('MSG-019')
    const flood = (value('MSG-024') as { repeat: number }).repeat
    for (let at = 0; at < flood; at += 1) exchange.say(within(answer, 'INFO', { cseq: `${1_000 + at} INFO` }))
    await talks('MSG-024')
    const video = `${anOffer()}m=video 40002 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n`
    await reinvites('MSG-026', 3_000, video)

    exchange.answers.set('INVITE', () => undefined)
    await press(page, 'Hold')
    const ours = await call.asked('INVITE')
    exchange.say(within(answer, 'INVITE', { cseq: '3100 INVITE' }))
    expect.soft((await finalTo('3100 INVITE')).firstLine, 'MSG-025').toContain('491')
    exchange.say(within(answer, 'ACK', { cseq: '3100 ACK' }))
    exchange.say(agree(ours))
    await callIn(page, 'held').waitFor()
    exchange.answers.set('INVITE', agree)
    await press(page, 'Take back')
    await callIn(page, 'talking').waitFor()
    await talks('MSG-025')

    await reinvites('MSG-027', 3_200, anOffer().replace('m=audio 40000', 'm=audio 0'))
    await reinvites('MSG-028', 3_300, anOffer('actpass', 'inactive'))
    exchange.say(within(answer, 'BYE', { cseq: '3400 BYE' }))
    await callIn(page, 'wrapUp').waitFor()
    expect(await field(page, 'What do they need?').inputValue(), 'MSG-020').toBe('The invoice of May')
    await press(page, 'Later')
    await deskIsEmpty(page)
    await nothingElseHappened(desk, 'MSG-020')

    async function reinvites(id: string, cseq: number, body: string): Promise<void> {
      exchange.say(within(answer, 'INVITE', { body, cseq: `${cseq} INVITE` }))
      expect.soft((await finalTo(`${cseq} INVITE`)).firstLine, id).toMatch(/ (200|488) /)
      exchange.say(within(answer, 'ACK', { cseq: `${cseq} ACK` }))
      await talks(id)
    }
    function finalTo(cseq: string): Promise<Heard> {
      return exchange.hears(
        `an answer to ${cseq}`,
        heard => /^SIP\/2.0 [2-6]/.test(heard.firstLine) && heard.header('CSeq') === cseq,
      )
    }
  }, 60_000)

  it('have reached nobody by what they said', () => {
    expect(canary.visits()).toBe(0)
  })

  it('leave one line of ours in the log for each event, and neither name nor number', () => {
    logIsClean(desk, names)
  })

  let sent = 0

  function invite(said: Said): string {
    const via = `SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${said.callId ?? ''}`
    const headers = ['X-Line-Type: external', ...(said.headers ?? [])]
    return aRequest('INVITE', { startLine: toUs('INVITE'), via, ...said, headers })
  }

  function within(answer: Heard, method: string, said: Said): string {
    sent += 1
    return aRequest(method, {
      startLine: toUs(method),
      via: `SIP/2.0/WS 127.0.0.1;branch=z9hG4bKwithin${sent}`,
      from: answer.header('From') ?? '',
      to: answer.header('To') ?? '',
      callId: answer.header('Call-ID') ?? '',
      ...said,
    })
  }
})

/** An input whose address is one that we can watch. */
function sentTo(canary: Canary, item: HostileInput): HostileInput {
  const moved = (written: string) => written.replaceAll('127.0.0.1:9/', `${canary.place}/`)
  return typeof item.value === 'string' ? { ...item, value: moved(item.value) } : item
}

function nameOf(item: HostileInput): RudeName {
  const given = bytesOf(item).toString('utf8')
  // RFC 3261 section 25.1: a backslash makes the next character stand for itself.
  const meant = standsAsWritten(item) ? given.replaceAll(/\\(.)/gs, '$1') : given
  // eslint-disable-next-line no-control-regex
  const shown = cleanName(meant.replaceAll(/[\u0000-\u001F\u007F]+/g, ' '))
  const listed = item.b64 === undefined && given.length <= 1_000 ? meant : undefined
  return { id: item.id, bytes: quotedBytesOf(item), shown, listed }
}
