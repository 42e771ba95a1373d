import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../domain/desk/Desk'
import type { Outage } from '../../domain/desk/Outage'
import { fromTo } from '../../renderer/parts/spans'
import { aCall, deskWith, nine } from '../support/aCall'
import { main, office } from '../support/cast'
import { aHouse } from './aHouse'

const minutes = 60_000
const local = (hour: number, minute: number, second = 0) => new Date(2026, 4, 12, hour, minute, second).getTime()
const noon = local(12, 0)
const outage = (from: number, to: number, accountId = 'main'): Outage => ({ accountId, from, to })
const out = (...outages: readonly Outage[]): Desk => ({ ...deskWith(), outages })
const outages = () => screen.getByTestId('outages')
const lines = () =>
  within(outages())
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

describe('the time in which nobody could reach us', () => {
  it('is said from when until when, and what it means', () => {
    aHouse(out(outage(local(10, 2), local(10, 5))), noon)

    expect(lines()).toEqual(['Unreachable 10:02–10:05'])
    expect(outages().textContent).toContain('Callers may have heard busy or the voicemail.')
  })

  it('is said with the extension where there are several', () => {
    const second = { ...main, accountId: 'second', extension: '300' }
    const desk = out(outage(local(10, 2), local(10, 5), 'second'))
    aHouse({ ...desk, settings: { ...office, accounts: [main, second] } }, noon)

    expect(lines()).toEqual(['Unreachable 10:02–10:05 on 300'])
  })

  it('shows the last ones first, and the others when asked', async () => {
    const five = [9, 10, 11, 7, 8].toSorted((one, other) => one - other)
    aHouse(out(...five.map(hour => outage(local(hour, 2), local(hour, 5)))), noon)
    expect(lines()).toEqual([
      'Unreachable 11:02–11:05',
      'Unreachable 10:02–10:05',
      'Unreachable 09:02–09:05',
      'Unreachable 08:02–08:05',
      '1 earlier',
    ])

    await userEvent.click(screen.getByRole('button', { name: '1 earlier' }))

    expect(lines().at(-1)).toBe('Unreachable 07:02–07:05')
    expect(lines()).toHaveLength(5)
  })

  it('stays until it is dismissed', async () => {
    const { said } = aHouse(out(outage(local(10, 2), local(10, 5))), noon)

    await userEvent.click(within(outages()).getByRole('button', { name: 'Dismiss' }))

    expect(said).toEqual([{ type: 'dismissOutages' }])
    expect(screen.queryByTestId('outages')).toBeNull()
  })

  it('is said in a call too, in one line', () => {
    const two = [outage(local(9, 2), local(9, 5)), outage(local(10, 2), local(10, 5))]
    aHouse({ ...deskWith(aCall('talking')), outages: two }, noon)

    expect(lines()).toEqual(['Unreachable 10:02–10:05', '1 earlier'])
    expect(outages().textContent).not.toContain('Callers may have heard')
  })

  it('waits while a call rings', () => {
    aHouse({ ...deskWith(aCall('ringing')), outages: [outage(local(10, 2), local(10, 5))] }, noon)

    expect(screen.queryByTestId('outages')).toBeNull()
  })
})

describe('a span of time', () => {
  it.each([
    ['within a day', local(10, 2), local(10, 5), '10:02–10:05'],
    ['within a minute', local(10, 2, 11), local(10, 2, 13), '10:02:11–10:02:13'],
    ['on another day', local(10, 2) - 1_440 * minutes, local(10, 5) - 1_440 * minutes, '11 May, 10:02–10:05'],
    ['over midnight', local(-1, 50), local(0, 10), '11 May, 23:50–12 May, 00:10'],
    ['of a whole day', local(10, 2) - 1_440 * minutes, local(10, 2), '11 May, 10:02–12 May, 10:02'],
  ])('%s', (_, from, to, words) => {
    expect(fromTo(from, to, noon, 'en-GB')).toBe(words)
  })
})

describe('calls that could not be read', () => {
  it.each([
    [1, '1 call could not be read, 10:42'],
    [3, '3 calls could not be read, last 10:42'],
  ])('are counted: %i', (count, words) => {
    aHouse({ ...deskWith(), unreadable: { count, lastAt: local(10, 42) } }, noon)

    expect(screen.getByTestId('unreadable').textContent).toContain(words)
    expect(screen.getByTestId('unreadable').textContent).toContain('show this to whoever runs the phone system')
  })

  it('stay until they are dismissed', async () => {
    const { said } = aHouse({ ...deskWith(), unreadable: { count: 1, lastAt: nine } }, nine)

    await userEvent.click(within(screen.getByTestId('unreadable')).getByRole('button', { name: 'Dismiss' }))

    expect(said).toEqual([{ type: 'dismissUnreadable' }])
    expect(screen.queryByTestId('unreadable')).toBeNull()
  })

  it('are nothing to speak of while there are none', () => {
    aHouse(deskWith(), nine)

    expect(screen.queryByTestId('unreadable')).toBeNull()
    expect(screen.queryByTestId('outages')).toBeNull()
  })
})
