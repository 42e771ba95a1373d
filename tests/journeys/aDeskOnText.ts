import type { Browser, Page } from 'playwright-core'
import { openPage } from '../support/openPage'
import { type RunningDesk, startDesk } from '../support/startDesk'
import { anOffer, answerTo, type RingingCall, type Said, TextExchange } from '../support/TextExchange'
import { oneForTheGroup } from './sharing'

export { openPage, windowSize } from '../support/openPage'
export { clearTheDesk, oneBrowser } from './sharing'

const called = 'X-Called-DID: +442079460100'

/** What the exchange says on each kind of line, and who calls there: a customer, a colleague, somebody who may be one. */
export const lines = {
  external: { from: '"Ms Okafor" <sip:+442079460018@127.0.0.1>', headers: ['X-Line-Type: external', called] },
  internal: { from: '"Tomas Lind" <sip:201@127.0.0.1>', headers: ['X-Line-Type: internal'] },
  unverified: { from: '"Tomas Lind" <sip:201@127.0.0.1>', headers: [called] },
} as const

export type LineName = keyof typeof lines

export interface DeskOnTextWanted {
  /** Changes to the account. */
  readonly account?: object
  /** More settings beside it. */
  readonly more?: object
  readonly args?: readonly string[]
  readonly profile?: string
  readonly env?: Readonly<Record<string, string>>
  /** What is done to the page before it opens the desk. */
  readonly before?: (page: Page) => Promise<void>
}

/** A desk, one page of it, and the exchange that it is registered with, which a test speaks for. */
export interface DeskOnText {
  readonly exchange: TextExchange
  readonly desk: RunningDesk
  readonly page: Page
  rings(line: LineName): RingingCall
  /** Rings, is answered with a click, and is confirmed as an exchange does. */
  talksTo(line: LineName): Promise<Caller>
  close(): Promise<void>
}

/** Somebody who is on the line with us. */
export interface Caller {
  readonly call: RingingCall
  readonly answer: Said
  hangsUp(): void
  /** Resolves when the exchange has heard that we ended the call. */
  isHungUpOn(): Promise<Said>
  /** Whether we have ended the call by now. */
  wasHungUpOn(): boolean
}

/** Starts an exchange, a desk that registers with it as 200, and a page in the given browser. */
export async function aDeskOnText(browser: Browser, wanted: DeskOnTextWanted = {}): Promise<DeskOnText> {
  const exchange = await TextExchange.open()
  exchange.answers.set('INVITE', agree)
  const desk = await startDesk({
    settings: { ...exchange.settings(wanted.account), ...wanted.more },
    env: { PHONE_DUTY_PASSWORD: exchange.password, ...wanted.env },
    args: wanted.args ?? [],
    ...(wanted.profile === undefined ? {} : { profile: wanted.profile }),
  })
  const page = await openPage(browser, desk, wanted.before)
  await page.locator('[data-registration=registered]').waitFor()
  const rings = (line: LineName) => exchange.rings(lines[line])
  return {
    exchange,
    desk,
    page,
    rings,
    async talksTo(line) {
      const call = rings(line)
      await page.getByRole('button', { name: 'Answer', exact: true }).click()
      return await confirmed(exchange, page, call)
    },
    async close() {
      await page.context().close()
      await desk.stop()
      await exchange.close()
    },
  }
}

/** The caller's side of a call that was answered, from whatever button or key: confirms the answer. */
export async function confirmed(exchange: TextExchange, page: Page, call: RingingCall): Promise<Caller> {
  const answer = await call.answered(200)
  call.acknowledge(answer)
  await page.locator('[data-phase=talking]').waitFor()
  return {
    call,
    answer,
    hangsUp: () => call.hangUp(answer),
    isHungUpOn: () => call.asked('BYE'),
    wasHungUpOn: () => exchange.heard.some(said => said.method === 'BYE' && said.header('Call-ID') === call.callId),
  }
}

/** Agrees to whatever the phone offers: a call of its own, to hold, or to go on. */
export function agree(request: Said): string {
  const mid = /a=mid:(\S+)/.exec(request.body)?.[1]
  const held = /a=(sendonly|inactive)/.test(request.body)
  const answer = anOffer('active', held ? 'recvonly' : 'sendrecv', mid)
  // Who was active when the call began stays so (RFC 8842 section 5.3); in a call from the exchange that is the phone.
  const ours = request.header('To')?.includes(';tag=far-')
  return answerTo(request, '200 OK', [], ours ? answer.replace('a=setup:active', 'a=setup:passive') : answer)
}

/** A desk for all journeys of a group. Each of them leaves it as it found it: with no call on it. */
export function oneDesk(browser: () => Browser, wanted?: DeskOnTextWanted): () => DeskOnText {
  return oneForTheGroup(() => aDeskOnText(browser(), wanted))
}
