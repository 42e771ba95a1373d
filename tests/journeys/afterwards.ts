import { performance } from 'node:perf_hooks'
import { expect } from 'vitest'
import { deskIsEmpty, press } from '../support/atTheDesk'
import type { RudeDesk } from './namesOnTheDesk'

const next = { from: '"Next Caller" <sip:+442079460077@127.0.0.1>', headers: ['X-Line-Type: external'] }

/**
 * Sees to it that nothing came of what was said to the desk: nothing popped up, nobody was answered, and the next call is
 * on the screen within a second. A call may ring that was meant to.
 */
export async function nothingElseHappened(desk: RudeDesk, what: string, mayRing = false): Promise<void> {
  const { page, exchange, watch } = desk
  await exchange.isUnderstood()
  const decline = page.getByRole('button', { name: 'Decline', exact: true })
  if (mayRing) {
    while ((await page.locator('[data-phase]').count()) > 0) {
      const rang = page.locator('[data-phase]').first()
      const callId = await rang.getAttribute('data-call-id')
      await decline.first().click()
      await page.locator(`[data-call-id="${callId}"]`).waitFor({ state: 'detached' })
    }
  }
  expect
    .soft(
      await page.locator('[data-phase], [role=dialog], [role=alertdialog], dialog').count(),
      `${what}: what popped up`,
    )
    .toBe(0)
  expect.soft(await nextCallTakes(desk), `${what}: the next call on the screen, ms`).toBeLessThan(1_000)
  expect.soft(await watch.strange(), `${what}: what happened`).toEqual([])
}

/** How long a call takes from the wire to the screen, in milliseconds: the best of up to three, for a busy machine. */
async function nextCallTakes({ page, exchange }: RudeDesk): Promise<number> {
  let best = Infinity
  for (let tried = 0; tried < 3 && best >= 1_000; tried += 1) {
    const said = performance.now()
    const call = exchange.rings(next)
    await page.getByTestId('caller-name').filter({ hasText: 'Next Caller' }).waitFor()
    best = Math.min(best, performance.now() - said)
    call.cancel()
    await deskIsEmpty(page)
  }
  return best
}

/** Whether the desk has answered any call, or called anybody, since that many things were heard of it. */
export function answeredSince({ exchange }: RudeDesk, heard: number): readonly string[] {
  return exchange.heard
    .slice(heard)
    .filter(
      said =>
        said.method === 'INVITE' ||
        (said.firstLine.startsWith('SIP/2.0 2') && said.header('CSeq')?.endsWith('INVITE') === true),
    )
    .map(({ firstLine }) => firstLine)
}

/** Waits until the strip says that so many calls could not be read, and puts it away. */
export async function dismissUnreadable({ page }: RudeDesk, count: number): Promise<void> {
  const words = count === 1 ? '1 call could not be read' : `${count} calls could not be read`
  const strip = page.getByTestId('unreadable')
  await strip.filter({ hasText: new RegExp(`^${words}, (last )?\\d\\d?:\\d\\d`) }).waitFor()
  await press(page, 'Dismiss')
  await strip.waitFor({ state: 'detached' })
}
