import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../domain/desk/Desk'
import type { Interrupted } from '../../domain/desk/Interrupted'
import type { CallRecord } from '../../domain/record/CallRecord'
import { aCall, deskWith, nine } from '../support/aCall'
import { aRecord } from '../support/aRecord'
import { filledIn, tomas } from '../support/cast'
import { aHouse } from './aHouse'

function anInterrupted(stage: Interrupted['stage'], changes: Partial<CallRecord> = {}): Interrupted {
  return {
    record: aRecord({ ending: 'interrupted', ...changes }),
    line: {
      dialog: { callId: 'wire', localTag: 'ours', remoteTag: 'theirs' },
      answeredAt: nine + 4_000,
      heldAt: undefined,
      muted: false,
      shape: 'international',
      recalledFrom: '',
      answeredBefore: undefined,
      colleague: undefined,
    },
    aliveAt: nine,
    recent: false,
    wanted: false,
    stage,
  }
}

const withThem = (desk: Desk, ...interrupted: readonly Interrupted[]): Desk => ({ ...desk, interrupted })
const one = (stage: Interrupted['stage']) => withThem(deskWith(), anInterrupted(stage))
const card = () => screen.getByRole('region', { name: 'Call still up' })
const button = (name: string) => within(card()).queryByRole('button', { name })

describe('a call in which the app died, and whose caller is still there', () => {
  it('says whose it is, on which line, and for how long they have been alone', () => {
    aHouse(one('stillUp'), nine + 40_500)

    expect(within(card()).getByRole('status').textContent).toBe('Your call with Ms Okafor is still up')
    expect(within(card()).getByText('EXTERNAL')).toBeTruthy()
    expect(within(card()).getByText('Phone Duty stopped 40 s ago')).toBeTruthy()
  })

  it('is told apart from the others by those who hear the screen', () => {
    aHouse(withThem(deskWith(), anInterrupted('stillUp'), anInterrupted('stillUp', { callId: 'other' })), nine)

    const labels = screen
      .getAllByRole('region', { name: /^Call still up/ })
      .map(each => each.getAttribute('aria-label'))
    expect(labels).toEqual(['Call still up', 'Call still up, the 2nd'])
  })

  it('counts in minutes after the first', () => {
    aHouse(one('stillUp'), nine + 190_000)

    expect(within(card()).getByText('Phone Duty stopped 3 min ago')).toBeTruthy()
  })

  it('is called what was written down; else by what the wire showed, or by its number', () => {
    aHouse(
      withThem(
        deskWith(),
        anInterrupted('stillUp', { capture: { ...filledIn, callerName: 'Ada Okafor' } }),
        anInterrupted('stillUp', { callId: 'number', shownName: '' }),
        anInterrupted('stillUp', { callId: 'nobody', shownName: '', number: '' }),
      ),
      nine,
    )

    const names = screen.getAllByText(/^Your call with/).map(each => each.textContent)
    expect(names[0]).toContain('Ada Okafor')
    expect(names[1]?.replaceAll(' ', '')).toContain('+442079460018')
    expect(names[2]).toContain('an unknown caller')
  })

  it.each(['click', 'key'])('is taken back, by %s', async by => {
    const { said } = aHouse(one('stillUp'), nine)

    if (by === 'click') await userEvent.click(screen.getByRole('button', { name: 'Take the call back' }))
    else fireEvent.keyDown(window, { key: 'b', code: 'KeyB', altKey: true })

    expect(said).toEqual([{ type: 'takeCallBack', callId: 'okafor' }])
    expect(within(card()).getByRole('status').textContent).toBe('Taking your call with Ms Okafor back…')
    expect(button('Take the call back'), 'once is enough').toBeNull()
  })

  it('is let go, and says before what that means', async () => {
    const { said } = aHouse(one('stillUp'), nine)
    const letGo = screen.getByRole('button', { name: 'Let it go' })
    const meaning = document.getElementById(letGo.getAttribute('aria-describedby') ?? '')
    expect(meaning?.textContent).toBe('Let it go: they hear the line end. The record stays open.')

    await userEvent.click(letGo)

    expect(said).toEqual([{ type: 'letCallGo', callId: 'okafor' }])
    expect(within(card()).getByRole('status').textContent).toBe('Letting Ms Okafor go…')
    expect(within(card()).queryAllByRole('button'), 'once is enough').toEqual([])
  })

  it('says at its own place that it could not be let go, and offers it again', () => {
    const notice = { told: 1, kind: 'failed', command: 'letGo', problem: '503', callId: 'okafor' } as const
    aHouse({ ...one('stillUp'), notice }, nine)

    expect(within(card()).getByRole('alert').textContent).toContain('Their line could not be ended just now.')
    expect(button('Let it go')).toBeTruthy()
  })

  it('stands beside a call that goes on', () => {
    aHouse(withThem(deskWith(aCall('talking', { callId: 'other', party: tomas })), anInterrupted('stillUp')), nine)

    expect(screen.getByRole('region', { name: 'Call with Tomas Lind' })).toBeTruthy()
    expect(button('Take the call back')).toBeTruthy()
  })

  it('says at its own place why it could not be taken back', () => {
    const notice = { told: 1, kind: 'failed', command: 'takeBack', problem: '503', callId: 'okafor' } as const
    aHouse({ ...one('stillUp'), notice }, nine)

    expect(within(card()).getByRole('alert').textContent).toContain('They could not be taken back.')
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })

  it('says at its own place that no window has sound', async () => {
    aHouse({ ...one('stillUp'), audioRoom: false }, nine)

    await userEvent.click(screen.getByRole('button', { name: 'Take the call back' }))

    expect(within(card()).getByRole('alert').textContent).toContain('Not taken back yet: no window with sound is open.')
  })
})

describe('while nobody knows yet whether they are still there', () => {
  afterEach(() => vi.useRealTimers())

  it.each(['waiting', 'asked'] as const)('says that it is being looked for (%s), and offers nothing', stage => {
    aHouse(one(stage), nine)

    expect(within(card()).getByRole('status').textContent).toBe('Looking whether your call with Ms Okafor is still up…')
    expect(within(card()).queryAllByRole('button')).toEqual([])
  })

  it('offers to let it go when that takes long', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    aHouse(one('waiting'), nine)

    act(() => void vi.advanceTimersByTime(5_000))

    expect(button('Let it go')).toBeTruthy()
    expect(button('Take the call back')).toBeNull()
  })
})

describe('a call that ended while the app was away', () => {
  const ended = (party: string): Desk => ({
    ...deskWith(),
    noticesTold: 1,
    notice: { told: 1, kind: 'endedMeanwhile', party, callId: 'okafor' },
  })

  it('says so, and that everything written is kept; its record is one press away', async () => {
    const { said } = aHouse(ended('Ms Okafor'), nine)
    expect(screen.getByRole('alert').textContent).toContain(
      'Your call with Ms Okafor ended while Phone Duty was away. The record is open, with everything you had written.',
    )

    await userEvent.click(screen.getByRole('button', { name: 'Open the record' }))

    expect(said).toEqual([{ type: 'fetchRecord', callId: 'okafor' }, { type: 'dismissNotice' }])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('has a word for a caller of whom nothing is known', () => {
    aHouse(ended(''), nine)

    expect(screen.getByRole('alert').textContent).toContain('Your call with an unknown caller ended')
  })

  it('says it on the form when that is open already, and does not offer to open it', () => {
    const desk = ended('Ms Okafor')
    aHouse({ ...desk, calls: [aCall('wrapUp')] }, nine)

    const form = screen.getByRole('region', { name: 'Call with Ms Okafor' })
    expect(within(form).getByRole('alert').textContent).toContain('ended while Phone Duty was away')
    expect(screen.queryByRole('button', { name: 'Open the record' })).toBeNull()
  })
})

describe('what could not be done for such a call', () => {
  it.each(['takeBack', 'askAfter', 'letGo'] as const)('has a sentence for %s that says what is safe', command => {
    aHouse({ ...deskWith(), notice: { told: 1, kind: 'failed', command, problem: '', callId: 'okafor' } }, nine)

    expect(screen.getByRole('alert').textContent).toMatch(/[Ee]verything you wrote is kept/)
  })
})

describe('the record of such a call', () => {
  it('says that the app was interrupted', async () => {
    aHouse(deskWith(), nine, [aRecord({ state: 'closed', ending: 'interrupted' })])

    expect(await screen.findByText('Phone Duty was interrupted')).toBeTruthy()
  })
})
