import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, CDPSession } from 'playwright-core'
import { expect } from 'vitest'
import { cleanName } from '../../domain/phone/cleanName'
import { until } from '../exchange/rig/until'
import { callIn, deskIsEmpty, press } from '../support/atTheDesk'
import { openDeskClient, type DeskClient } from '../support/openDeskClient'
import { answerTo, type RingingCall, type Said } from '../support/TextExchange'
import { aDeskOnText, agree, confirmed, type DeskOnText } from './aDeskOnText'
import { type Card, heardOf, lookAt, type Looks } from './lookAt'
import { type PageWatch, watchPage } from './watchPage'

/** Somebody with a name that was made to do harm. */
export interface RudeName {
  readonly id: string
  /** As it stands on the wire, between the quotes. */
  readonly bytes: Buffer
  /** What may be seen of it; empty when that is nothing. */
  readonly shown: string
  /** The same name in the company's own list, where it can stand there at all. */
  readonly listed: string | undefined
}

/** What may be seen of a name that the company's list holds; empty when it holds none. */
const colleague = ({ listed }: RudeName): string => cleanName(listed ?? '')

/** A desk whose callers and colleagues are all rude, and everything that a test needs to see what comes of it. */
export interface RudeDesk extends DeskOnText {
  readonly watch: PageWatch
  readonly ears: CDPSession
  readonly client: DeskClient
  /** The calls to colleagues that were seen to. */
  readonly colleagues: Set<Said>
  /** The extension of somebody in the list, 3001 for the first. */
  readonly extensionOf: (name: RudeName) => string
  ring(name: RudeName, line: 'external' | 'unverified'): RingingCall
}

const number = '+442079460018'
const called = 'X-Called-DID: +442079460100'
const longestAllowed = 200

/** Polite callers: what they leave on the screen is what everybody may leave there. */
const polite: readonly RudeName[] = [
  { id: 'polite', bytes: Buffer.from('Ada Byron'), shown: 'Ada Byron', listed: 'Ada Byron' },
  { id: 'polite stranger', bytes: Buffer.from('Ada Byron'), shown: 'Ada Byron', listed: undefined },
  { id: 'nameless', bytes: Buffer.alloc(0), shown: '', listed: undefined },
]

/** Whose looks a name's are held against. */
function politeLike(name: RudeName): string {
  if (name.shown === '') return 'nameless'
  return colleague(name) === '' ? 'polite stranger' : 'polite'
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

export async function aRudeDesk(browser: Browser, names: readonly RudeName[]): Promise<RudeDesk> {
  const all = [...polite, ...names]
  const extensionOf = (name: RudeName) => String(colleague(name) === '' ? 3_999 : 3_001 + all.indexOf(name))
  const csv = join(await mkdtemp(join(tmpdir(), 'phone-duty-people-')), 'people.csv')
  const rows = all.flatMap(name => (colleague(name) === '' ? [] : [`${cell(name.listed ?? '')},${extensionOf(name)}`]))
  await writeFile(csv, ['name,extension', ...rows, ''].join('\r\n'))
  let watch: PageWatch | undefined
  const desk = await aDeskOnText(browser, {
    more: { directory: [{ csv }] },
    before: async page => {
      watch = await watchPage(page)
    },
  })
  if (!watch) throw new Error('nobody watches the page')
  // What becomes of a colleague's call is for the journey to say.
  desk.exchange.answers.set('INVITE', request =>
    /^INVITE sip:3\d{3}@/.test(request.firstLine) ? undefined : agree(request),
  )
  const client = await openDeskClient(desk.desk)
  await client.attempt({ type: 'dismissFindings' })
  return {
    ...desk,
    watch,
    client,
    ears: await desk.page.context().newCDPSession(desk.page),
    extensionOf,
    colleagues: new Set(),
    ring(name, line) {
      const user = line === 'external' ? number : extensionOf(name)
      const headers = [
        ...(line === 'external' ? ['X-Line-Type: external'] : []),
        called,
        `P-Asserted-Identity: "%NAME%" <sip:${user}@127.0.0.1>`,
        'Diversion: "%NAME%" <sip:1500@127.0.0.1>;reason=no-answer',
      ]
      return desk.exchange.rings({ from: `"%NAME%" <sip:${user}@127.0.0.1>`, headers, name: name.bytes })
    },
    async close() {
      client.close()
      await desk.close()
    },
  }
}

/** What a name left on the screen at one moment of its call. */
interface Moment extends Looks {
  readonly heard?: { readonly roles: string; readonly names: readonly string[] }
  readonly told?: readonly string[]
}

type Moments = Readonly<Record<string, Moment>>

/**
 * Each name rings on an empty desk, on an unverified line, where the directory has a "perhaps" for it, and gives up.
 * Nothing but letters may differ from what a polite caller leaves there.
 */
export async function ringAll(desk: RudeDesk, names: readonly RudeName[]): Promise<void> {
  await all(
    desk,
    names,
    async name => {
      const { page } = desk
      const call = desk.ring(name, 'unverified')
      await isOnScreen(desk, name)
      await press(page, 'Why this line?')
      await page.getByTestId('line-evidence').waitFor()
      const poster = { ...(await lookAt(page)), heard: await heardOf(desk.ears) }
      call.cancel()
      await deskIsEmpty(page)
      await page.getByRole('heading', { name: 'Recent calls' }).waitFor()
      await until('the missed call is listed', async () => (await lookAt(page)).listed.length > 0)
      return { poster }
    },
    (name, { poster }) => {
      if (!poster) return
      const of = (what: string) => `${name.id}, ${what}`
      const card = poster.cards[0]
      const extension = desk.extensionOf(name)
      expect.soft(card?.name, of('the card')).toBe(name.shown || 'No name shown')
      expect.soft(card?.title, of('the tooltip')).toBe(name.shown)
      expect.soft(card?.number, of('the number')).toBe(extension)
      expect.soft([card?.line, card?.verdict], of('the verdict')).toEqual(['unverified', 'UNVERIFIED'])
      expect
        .soft(poster.perhaps, of('the directory’s guess'))
        .toBe(colleague(name) === '' ? '' : `perhaps ${colleague(name)}`)
      expect
        .soft(poster.announced, of('what is said aloud'))
        .toEqual([`Incoming, unverified, ${[name.shown, extension].filter(Boolean).join(', ')}`])
      expect
        .soft(poster.evidence, of('the evidence'))
        .toEqual([
          'X-Line-Type: (absent)',
          `caller: ${[name.shown, extension].filter(Boolean).join(' ')}`,
          'dialled: +442079460100',
          `forwarded by: ${[name.shown, '1500'].filter(Boolean).join(' ')} (not confirmed)`,
        ])
    },
  )
}

/**
 * Each name rings above the notes of the one before, is answered, is handed to a colleague of the same name who is busy,
 * and hangs up.
 */
export async function talkToAll(desk: RudeDesk, names: readonly RudeName[]): Promise<void> {
  const { page, exchange, client } = desk
  const callIds = new Map<RudeName, string>()
  let last: RudeName | undefined
  const cardOf = (looks: Looks, name: RudeName) => looks.cards.find(({ callId }) => callId === callIds.get(name))
  const rightName = (name: RudeName, card: Card | undefined, what: string) => {
    const of = `${name.id}, ${what}`
    expect.soft(card?.name, of).toBe(name.shown || number)
    // The one before may have the same name, or none, as this one.
    const label = card?.label.replace(/, 2nd of that name$/, '')
    expect.soft(label, `${of}, to a screen reader`).toBe(`Call with ${name.shown || number}`)
    expect.soft([card?.line, card?.verdict], `${of}, its verdict`).toEqual(['external', 'EXTERNAL'])
  }
  const go = async (name: RudeName): Promise<Moments> => {
    const before = last
    const beforeId = before && callIds.get(before)
    const call = desk.ring(name, 'external')
    await isOnScreen(desk, name)
    const slim = await lookAt(page)
    const callId = slim.cards.find(({ phase }) => phase === 'ringing')?.callId ?? ''
    callIds.set(name, callId)
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    await press(page, 'Why?')
    await page.getByTestId('line-evidence').waitFor()
    const conversation = { ...(await lookAt(page)), heard: await heardOf(desk.ears) }
    if (before) rightName(before, cardOf(conversation, before), 'the slim strip')
    await press(page, 'Why?')

    const extension = desk.extensionOf(name)
    await page.keyboard.press('Alt+T')
    await page.getByRole('searchbox', { name: 'Find a person or topic' }).fill(extension)
    const option = page.getByRole('option').filter({ hasText: extension })
    await (colleague(name) ? option.filter({ hasNotText: 'this number' }) : option).first().waitFor()
    const to = (await page.getByRole('option').first().locator('bdi').first().textContent()) ?? ''
    const announce = page.getByRole('button', { name: /^Announce to/ })
    const way = (await announce.getAttribute('aria-label')) ?? ''
    await announce.click()
    const asked = await exchange.hears(
      'the hand-over',
      said => said.firstLine.startsWith(`INVITE sip:${extension}@`) && !desk.colleagues.has(said),
    )
    desk.colleagues.add(asked)
    await page.locator('section[data-stage][aria-label]').waitFor()
    const handing = { ...(await lookAt(page)), told: [to, way] }
    exchange.say(answerTo(asked, '486 Busy Here'))
    await page.locator('[data-handed-back]').waitFor()
    await callIn(page, 'talking').waitFor()
    const handedBack = await lookAt(page)

    caller.hangsUp()
    await page.locator(`[data-phase=wrapUp][data-call-id="${callId}"]`).waitFor()
    if (beforeId !== undefined) {
      await client.attempt({ type: 'putAside', callId: beforeId })
      await page.locator(`[data-call-id="${beforeId}"]`).waitFor({ state: 'detached' })
    }
    last = name
    return { slim, conversation, handing, handedBack, wrapUp: await lookAt(page) }
  }
  const check = (name: RudeName, { slim, conversation, handing, handedBack, wrapUp }: Moments) => {
    const of = (what: string) => `${name.id}, ${what}`
    const to = colleague(name) || desk.extensionOf(name)
    expect.soft(slim && cardOf(slim, name)?.name, of('the ringing strip')).toBe(name.shown || 'No name shown')
    if (conversation) rightName(name, cardOf(conversation, name), 'the conversation')
    if (wrapUp) rightName(name, cardOf(wrapUp, name), 'the wrap-up')
    expect.soft(handing?.told, of('whom to hand over to')).toEqual([to, `Announce to ${to}`])
    expect.soft(handing?.handingOver[0], of('the hand-over, to a screen reader')).toBe(`Handing over to ${to}`)
    expect.soft(handing?.handingOver, of('the hand-over')).toContain(to)
    expect.soft(handedBack?.handedBack.split(' is busy.')[0], of('handed back')).toBe(to)
  }
  await all(desk, names, go, check)
  await client.attempt({ type: 'putAside', callId: (last && callIds.get(last)) ?? '' })
  await deskIsEmpty(page)
}

/** Waits until a call rings on the screen. */
async function isOnScreen(desk: RudeDesk, name: RudeName): Promise<void> {
  const { page } = desk
  await page
    .locator('[data-phase=ringing]')
    .waitFor()
    .catch((cause: unknown) => {
      const last = desk.desk.log().trimEnd().split('\n').slice(-12)
      throw new Error([`${name.id} does not ring; the desk said last:`, ...last].join('\n'), { cause })
    })
}

/** Takes all names through the same moments, after the polite ones, and holds what is left on the screen against theirs. */
async function all(
  desk: RudeDesk,
  names: readonly RudeName[],
  go: (name: RudeName) => Promise<Moments>,
  check: (name: RudeName, moments: Moments) => void,
): Promise<void> {
  // The first time round some things are there that are not there later, or the other way round.
  for (const name of polite) await go(name)
  const like = new Map<string, Moments>()
  for (const name of polite) like.set(name.id, await go(name))
  for (const name of names) {
    await desk.watch.longestTask()
    let moments = await go(name)
    let longest = await desk.watch.longestTask()
    // A busy machine makes tasks look long that are not.
    for (let tried = 1; tried < 3 && longest > longestAllowed; tried += 1) {
      moments = await go(name)
      longest = Math.min(longest, await desk.watch.longestTask())
    }
    expect.soft(longest, `${name.id}, the longest task`).toBeLessThanOrEqual(longestAllowed)
    check(name, moments)
    for (const [moment, looks] of Object.entries(moments))
      holdAgainst(`${name.id}, ${moment}`, looks, like.get(politeLike(name))?.[moment])
    expect.soft(await desk.watch.strange(), `${name.id}: what happened`).toEqual([])
  }
}

// By other means than the desk's own: nothing that is not seen, and nothing that says how to read what is.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const graphemes = new Intl.Segmenter()

function holdAgainst(what: string, looks: Moment, like: Moment | undefined): void {
  if (!like) throw new Error(`nobody polite was seen: ${what}`)
  expect.soft(looks.tags, `${what}: no element is made of it`).toBe(like.tags)
  expect.soft(looks.buttons.replaceAll(/\d/g, ''), `${what}: the buttons`).toBe(like.buttons.replaceAll(/\d/g, ''))
  expect.soft(looks.documentTitle, `${what}: the title`).toBe(like.documentTitle)
  expect.soft(looks.turnedRound, `${what}: the writing is not turned round`).toEqual([])
  expect
    .soft(
      looks.cards.map(({ verdictAt, verdictInSight, number }) => ({
        verdictAt,
        verdictInSight,
        digits: number.length,
      })),
      `${what}: verdict and number stand where they stood`,
    )
    .toEqual(
      like.cards.map(({ verdictAt, verdictInSight, number }) => ({ verdictAt, verdictInSight, digits: number.length })),
    )
  expect.soft(looks.foreign, `${what}: the lists`).toBe('')
  if (looks.heard) {
    expect.soft(looks.heard.roles, `${what}: what a screen reader finds`).toBe(like.heard?.roles)
    expect
      .soft(
        looks.heard.names.filter(each => unseen.test(each)),
        `${what}: what a screen reader says`,
      )
      .toEqual([])
  }
  for (const { name: seen } of looks.cards) {
    expect.soft([...graphemes.segment(seen)].length, `${what}: how long it is`).toBeLessThanOrEqual(64)
    expect.soft(seen, `${what}: only what can be seen`).not.toMatch(unseen)
  }
}

/** The log has one line for each event, of our own making, and nobody's name or number stands in it. */
export function logIsClean(desk: RudeDesk, names: readonly RudeName[]): void {
  const log = desk.desk.log()
  const lines = log.trimEnd().split('\n')
  // eslint-disable-next-line no-control-regex
  expect.soft(log.replaceAll('\n', ''), 'nothing that moves a terminal').not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
  const known = /^\d{4}-\d\d-\d\dT[\d:.]+Z (?:fact|intent|failed|note) \S/
  expect
    .soft(
      lines.filter(line => !known.test(line)),
      'lines that are none of ours',
    )
    .toEqual([])
  const rang = desk.exchange.heard.filter(said => said.firstLine.startsWith('SIP/2.0 180'))
  const told = lines.filter(line => / fact callInvited /.test(line))
  expect.soft(told.length, 'one line for each ring').toBe(new Set(rang.map(said => said.header('Call-ID'))).size)
  expect.soft(log).not.toContain(number.slice(3))
  // Shorter ones may stand in a word of ours.
  for (const { id, shown } of names)
    if (shown.length > 4) expect.soft(log.includes(shown), `${id} stands in the log`).toBe(false)
}

/** Each name stands in the list of records, is found by it, and heads all that is kept of its call. */
export async function findAll(desk: RudeDesk, names: readonly RudeName[]): Promise<void> {
  const { page } = desk
  await page.getByRole('button', { name: /^Records/ }).click()
  const search = page.getByRole('searchbox', { name: 'Search records' })
  const rows = page.getByRole('list', { name: 'Records' }).locator('> li')
  const article = page.getByRole('article', { name: 'Record' }).first()
  const more = page.getByRole('button', { name: 'Show more' })
  await rows.first().waitFor()
  for (let shown = 0; (await more.count()) > 0;) {
    await more.click()
    shown = await until('more records are there', async () => (await rows.count()) > shown && (await rows.count()))
  }
  const listed = new Set(await rows.locator('button bdi').evaluateAll(all => all.map(each => each.textContent)))
  for (const { id, shown } of names)
    expect.soft(listed.has(shown || number), `${id}, in the list of records`).toBe(true)

  const kept = async (name: string) => {
    // What stands there afterwards was found by the name, and not by what was looked for before.
    await search.fill('qqqqqqqq')
    await until('nothing is found', async () => (await rows.count()) === 0)
    await search.fill(name)
    const place = await until('it is found', async () => {
      const found = await rows.evaluateAll(each => each.map(row => row.querySelector('button bdi')?.textContent))
      return found.includes(name) && { at: found.indexOf(name) }
    })
    const row = rows.nth(place.at)
    await row.getByRole('button').first().click()
    await article.waitFor()
    const seen = await article.evaluate(all => ({
      heading: all.querySelector('h3')?.textContent,
      tags: [...all.querySelectorAll('*:not(span)')]
        .map(({ tagName }) => tagName)
        .toSorted()
        .join(' '),
      verdict: all.querySelector('header p')?.textContent,
    }))
    await row.getByRole('button').first().click()
    return seen
  }
  const like = await kept('Ada Byron')
  // What has no letters at all cannot be looked for.
  for (const { id, shown } of names.filter(name => /[\p{L}\p{N}]{2}/u.test(name.shown))) {
    const seen = await kept(shown).catch(() => undefined)
    expect.soft(seen, `${id}, in its record`).toEqual({ ...like, heading: shown })
    expect.soft(await desk.watch.strange(), `${id}: what happened`).toEqual([])
  }
  await search.fill('')
  await press(page, 'Back')
}
