import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { releases } from '../../domain/capture/Capture'
import { aCall, deskWith, nine } from '../support/aCall'
import { filledIn, msOkafor, office } from '../support/cast'
import { aHouse } from './aHouse'

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

describe('the notes', () => {
  it('tell every keystroke at once and in order', async () => {
    const { said } = aHouse(deskWith(aCall('talking')), nine)

    await userEvent.type(field('Company'), 'abc')

    expect(said.map(intent => intent.type === 'note' && intent.text)).toEqual(['a', 'ab', 'abc'])
  })

  it('keep what was typed while the echo is slow, and while an older one arrives', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    house.echo = false

    await userEvent.type(field('Company'), 'Okafor & Sons')
    house.show(deskWith(aCall('talking', { capture: { ...filledIn, company: 'Oka' } })))

    expect(field('Company').value).toBe('Okafor & Sons')
  })

  it('follow the desk again once they are left', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    await userEvent.type(field('Company'), 'Okafor')
    await userEvent.tab()

    house.show(deskWith(aCall('talking', { capture: { ...filledIn, company: 'Okafor Ltd' } })))

    expect(field('Company').value).toBe('Okafor Ltd')
  })

  it('tell again what was typed while the desk could not be reached', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    house.bridge(false)
    await userEvent.type(field('Company'), 'abc')
    expect(house.said).toEqual([])

    house.bridge(true)
    await Promise.resolve()

    expect(house.said).toEqual([{ type: 'note', callId: 'okafor', slot: 'company', text: 'abc' }])
  })

  it('take the number they call from when it is confirmed', async () => {
    const { said } = aHouse(deskWith(aCall('talking')), nine)
    expect(screen.getByRole('button', { name: 'Use this number' }).dataset['confirmed']).toBe('false')

    await press('Use this number')

    expect(said).toEqual([{ type: 'note', callId: 'okafor', slot: 'contact', text: '+442079460018' }])
    expect(screen.getByRole('button', { name: 'Use this number' }).dataset['confirmed']).toBe('true')
  })

  it.each([
    ['020 7946 0018', 'true'],
    ['+44 (20) 7946-0018', 'true'],
    ['+442079460019', 'false'],
    ['0018', 'false'],
  ])('know the number they call from in another spelling: %s', async (typed, confirmed) => {
    const party = { ...msOkafor, also: ['+442079460018', '02079460018'] }
    aHouse(deskWith(aCall('talking', { party })), nine)

    await userEvent.type(field('Contact'), typed)

    expect(screen.getByRole('button', { name: 'Use this number' }).dataset['confirmed']).toBe(confirmed)
  })

  it('doubt a strange number in words, and keep it', async () => {
    aHouse(deskWith(aCall('talking')), nine)

    await userEvent.type(field('Contact'), '020 79')

    expect(screen.getByText(/looks too short/)).toBeTruthy()
    expect(field('Contact').value).toBe('020 79')
  })

  it('read back the number in groups and the name letter by letter', async () => {
    aHouse(deskWith(aCall('talking', { capture: { ...filledIn, callerName: 'Bo', contact: '02079460018' } })), nine)

    await press('Read back')

    expect(screen.getByText('B as in Bravo')).toBeTruthy()
    expect(screen.getByText('o as in Oscar')).toBeTruthy()
    expect(screen.getAllByText(/^(020|7946|0018)$/).map(group => group.textContent)).toContain('7946')
  })

  it('let "not urgent" be said where the office wants to know for certain', async () => {
    const desk = {
      ...deskWith(aCall('talking')),
      settings: { ...office, gate: { mode: 'line', also: ['urgency'] } } as const,
    }
    const { said } = aHouse(desk, nine)

    await userEvent.click(screen.getByRole('checkbox', { name: 'Not urgent' }))

    expect(said).toEqual([{ type: 'markUrgent', callId: 'okafor', urgent: false }])
  })
})

describe('End call, pressed too early', () => {
  it('says what to ask, goes there, and offers the ways out', async () => {
    aHouse(deskWith(aCall('talking', { capture: { ...filledIn, callerName: '', contact: '' } })), nine)

    await press('End call')

    const alert = screen.getByRole('alert')
    expect(alert.dataset['missing']).toBe('callerName')
    expect(alert.textContent).toContain('May I have your name, please?')
    expect(document.activeElement).toBe(field("Caller's name"))
    expect(within(screen.getByRole('group', { name: 'Release the line' })).getAllByRole('button')).toHaveLength(
      releases.length,
    )
  })

  it('moves on to the next question as they are answered, and falls silent after the last', async () => {
    aHouse(deskWith(aCall('talking', { capture: { ...filledIn, callerName: '', contact: '' } })), nine)
    await press('End call')

    await userEvent.keyboard('Okafor')
    expect(screen.getByRole('alert').dataset['missing']).toBe('contact')
    expect(document.activeElement, 'nobody is pulled out of a word').toBe(field("Caller's name"))

    await press('Use this number')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('takes one reason, and asks nothing more', async () => {
    const { said } = aHouse(deskWith(aCall('talking')), nine)
    await press('End call')

    await press('Abusive call')

    expect(said.at(-1)).toEqual({ type: 'release', callId: 'okafor', reason: 'abusive' })
  })
})

describe('the keys of a call', () => {
  it.each([
    ['h', 'talking', { type: 'hold', callId: 'okafor' }],
    ['h', 'held', { type: 'resume', callId: 'okafor' }],
    ['m', 'talking', { type: 'mute', callId: 'okafor', muted: true }],
    ['e', 'talking', { type: 'hangUp', callId: 'okafor' }],
    ['e', 'calling', { type: 'hangUp', callId: 'okafor' }],
    ['j', 'handingOver', { type: 'join', callId: 'okafor' }],
  ] as const)('Alt+%s while %s', (key, phase, intent) => {
    const { said } = aHouse(deskWith(aCall(phase)), nine)

    fireEvent.keyDown(window, { key, code: `Key${key.toUpperCase()}`, altKey: true })

    expect(said).toEqual([intent])
  })

  it('Esc takes back a caller from hold, and does nothing else', () => {
    const { said, show } = aHouse(deskWith(aCall('talking')), nine)
    fireEvent.keyDown(window, { key: 'Escape' })
    expect(said).toEqual([])

    show(deskWith(aCall('held')))
    fireEvent.keyDown(window, { key: 'Escape' })
    expect(said).toEqual([{ type: 'resume', callId: 'okafor' }])
  })

  it('leaves every key to an input method that composes', () => {
    const { said } = aHouse(deskWith(aCall('held')), nine)

    fireEvent.keyDown(field('Company'), { key: 'Escape', isComposing: true })

    expect(said).toEqual([])
  })
})

describe('when the caller hangs up', () => {
  it('keeps the form, the keyboard and every letter, and says how much is still open', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    await userEvent.type(field('What do they need?'), 'A new inv')

    house.show(deskWith(aCall('wrapUp', { capture: { ...filledIn, requirement: 'A new inv', contact: '' } })))

    expect(document.activeElement).toBe(field('What do they need?'))
    expect(field('What do they need?').value).toBe('A new inv')
    expect(screen.getByText('Ended by the caller · 1 thing open')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy()
  })
})
