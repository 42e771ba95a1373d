import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../domain/call/Call'
import type { Desk } from '../../domain/desk/Desk'
import { aCall, deskWith, nine } from '../support/aCall'
import { office } from '../support/cast'
import { aHouse } from './aHouse'

const altP = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'p', code: 'KeyP', altKey: true })
const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Number or name' })
const noBox = () => screen.queryByRole('textbox', { name: 'Number or name' })

/** Everywhere that one can be. */
const places: Readonly<Record<string, Desk>> = {
  'in a call': deskWith(aCall('talking')),
  'with somebody on hold': deskWith(aCall('held')),
  'while we are calling': deskWith(aCall('calling')),
  'while somebody rings': deskWith(aCall('ringing')),
  'while another rings': deskWith(aCall('talking'), aCall('ringing', { callId: 'other' })),
  'with a form open': deskWith(aCall('wrapUp')),
  'on the first morning': { ...deskWith(), settings: { ...office, accounts: [] }, registrations: {} },
}

afterEach(() => vi.restoreAllMocks())

describe('Alt and P', () => {
  it.each(Object.entries(places))('opens the dial box %s, and Esc closes it', async (_, desk) => {
    const { said } = aHouse(desk, nine)
    expect(noBox()).toBeNull()
    altP()
    expect(document.activeElement).toBe(box())

    await userEvent.keyboard('{Escape}')
    expect(noBox()).toBeNull()
    expect(said, 'and nobody is taken back by it').toEqual([])
  })

  it.each(['Records', 'Settings'])('opens it in the room of %s', async name => {
    aHouse(deskWith(), nine)
    await userEvent.click(screen.getByRole('button', { name: new RegExp(`^${name}`) }))
    altP()
    expect(document.activeElement).toBe(box())
  })

  it('goes to the box that is on the screen already', () => {
    aHouse(deskWith(), nine)
    altP()
    expect(document.activeElement).toBe(box())
    expect(screen.queryByRole('button', { name: 'Dial a number' })).toBeNull()
  })

  it('puts what is typed in the place of what stood in the box', async () => {
    aHouse(deskWith(), nine)
    await userEvent.type(box(), '0312345678')
    altP()
    await userEvent.keyboard('119')
    expect(box().value).toBe('119')
  })

  it('leaves nothing in the box of a call that is on the desk', async () => {
    const house = aHouse(deskWith(), nine)
    await userEvent.type(box(), '201{Enter}')
    const [wish] = house.said
    house.show(deskWith(aCall('calling', { callId: wish && 'callId' in wish ? wish.callId : '' })))
    house.show(deskWith())
    expect(box().value).toBe('')
  })

  it('gives the focus back to where it was, with every word that stood there', async () => {
    aHouse(deskWith(aCall('talking')), nine)
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What do they need?' })
    await userEvent.type(field, 'The March invoice')
    field.setSelectionRange(4, 9)
    altP()
    await userEvent.keyboard('20{Escape}')

    expect(document.activeElement).toBe(field)
    expect(field.value).toBe('The March invoice')
    expect([field.selectionStart, field.selectionEnd]).toEqual([4, 9])
  })

  it('gives the focus back to the finder, which stays open', async () => {
    aHouse(deskWith(aCall('talking')), nine)
    await userEvent.keyboard('{Alt>}{/Alt}')
    fireEvent.keyDown(document.body, { key: 't', code: 'KeyT', altKey: true })
    const finder = screen.getByRole('searchbox', { name: 'Find a person or topic' })
    finder.focus()
    altP()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(finder)
  })

  it('comes back to the box when it is pressed once more', () => {
    aHouse(deskWith(aCall('talking')), nine)
    altP()
    screen.getByRole('textbox', { name: 'What do they need?' }).focus()
    altP()
    expect(document.activeElement).toBe(box())
  })

  it('is a button as well, which says its key', async () => {
    aHouse(deskWith(aCall('talking')), nine)
    const button = screen.getByRole('button', { name: 'Dial a number' })
    expect(button.getAttribute('aria-keyshortcuts')).toBe('Alt+P')
    await userEvent.click(button)
    expect(document.activeElement).toBe(box())
    await userEvent.click(screen.getByRole('button', { name: 'Close the dial box' }))
    expect(document.activeElement).toBe(button)
  })

  it('leaves Esc to the input method while it composes', async () => {
    aHouse(deskWith(aCall('held')), nine)
    altP()
    fireEvent.keyDown(box(), { key: 'Escape', isComposing: true })
    expect(noBox()).not.toBeNull()
  })

  it('closes when the call is on the desk, and is empty the next time', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    altP()
    await userEvent.keyboard('201{Enter}')
    const [wish] = house.said
    expect(wish).toMatchObject({ type: 'dial', text: '201' })
    const callId = wish && 'callId' in wish ? wish.callId : ''
    house.show(deskWith(aCall('held'), aCall('calling', { callId })))
    expect(noBox()).toBeNull()
    altP()
    expect(box().value).toBe('')
  })

  it('asks for one call, however often Call is pressed', async () => {
    const { said } = aHouse(deskWith(aCall('talking')), nine)
    altP()
    await userEvent.keyboard('201{Enter}{Enter}')
    const ids = said.map(intent => ('callId' in intent ? intent.callId : ''))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('keeps what was typed when what it stood before is over', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    altP()
    await userEvent.keyboard('0312')
    house.show(deskWith())
    expect(box().value).toBe('0312')
    expect(document.activeElement).toBe(box())
  })
})

describe('the question before a call', () => {
  const asked = () => screen.getByRole('alert')

  it.each([
    ['*72 0900000000', 'forwards', /forwards your calls/],
    ['*97', 'featureCode', /code for the phone system/],
  ])('is said beside the box, with the reason: %s', async (text, doubt, reason) => {
    const { said } = aHouse(deskWith(), nine)
    await userEvent.type(box(), `${text}{Enter}`)
    expect(asked().dataset['doubt']).toBe(doubt)
    expect(asked().textContent).toMatch(reason)
    expect(said.map(({ type }) => type)).toEqual(['dial'])

    await userEvent.click(within(asked()).getByRole('button', { name: 'Call anyway' }))
    expect(said.at(-1)).toMatchObject({ type: 'callAnyway', told: expect.any(Number) })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is answered with no by one press, and the number stays in the box', async () => {
    aHouse(deskWith(), nine)
    await userEvent.type(box(), '*72{Enter}')
    await userEvent.click(within(asked()).getByRole('button', { name: 'Do not call' }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(box().value).toBe('*72')
  })

  it('takes one more press of Call for a yes, but none that came too soon or is held down', async () => {
    const clock = vi.spyOn(performance, 'now')
    clock.mockReturnValue(10_000)
    const { said } = aHouse(deskWith(), nine)
    await userEvent.type(box(), '*72{Enter}{Enter}')
    expect(
      said.map(({ type }) => type),
      'a double press',
    ).toEqual(['dial'])

    clock.mockReturnValue(11_500)
    await userEvent.type(box(), '{Enter}')
    expect(said.map(({ type }) => type)).toEqual(['dial', 'callAnyway'])
  })

  it('is about what stands in the box: another number is another question', async () => {
    const clock = vi.spyOn(performance, 'now')
    clock.mockReturnValue(10_000)
    const { said } = aHouse(deskWith(), nine)
    await userEvent.type(box(), '*72{Enter}')
    clock.mockReturnValue(20_000)
    await userEvent.type(box(), '1{Enter}')
    expect(said).toMatchObject([{ text: '*72' }, { type: 'dial', text: '*721' }])
  })

  it('never comes of pasting: a link stands in the box until somebody presses Call', async () => {
    const { said } = aHouse(deskWith(), nine)
    await userEvent.click(box())
    await userEvent.paste('tel:+19005551234?subject=x')
    expect(said).toEqual([])
  })
})

describe('an emergency on the screen', () => {
  const emergency = { direction: 'outgoing', emergency: true } as const

  it('says while it rings that they will not hear us, and what to do', () => {
    aHouse({ ...deskWith(aCall('calling', emergency)), microphone: 'none' }, nine)
    expect(screen.getByText(/They will not hear you.*mobile or a landline/)).toBeTruthy()
  })

  it('says so in the call as well', () => {
    const talking = { ...aCall('talking', emergency), silenced: 'none' } as Call
    aHouse({ ...deskWith(talking), microphone: 'none' }, nine)
    expect(screen.getByTestId('say-now').textContent).toBe('They cannot hear you.')
    expect(screen.getByText(/Call from a mobile or a landline as well/)).toBeTruthy()
  })

  it.each(['refused', 'notFound', 'busy', 'failed', 'notAnswered'] as const)(
    'says that nobody was reached, and what to do: %s',
    async ending => {
      const party = { number: '999', name: '', shape: 'short', withheld: false } as const
      const over = { ...aCall('wrapUp', { ...emergency, party }), ending, answeredAt: undefined } as Call
      const { said } = aHouse(deskWith(over), nine)
      expect(screen.getByTestId('say-now').textContent).toBe('They were not reached. Use a mobile or a landline now.')
      await userEvent.click(screen.getByRole('button', { name: /Call again/ }))
      expect(said).toMatchObject([{ type: 'dial', text: '999' }])
    },
  )

  it('says on the first morning that nobody is reached from here', () => {
    const desk = { ...deskWith(), settings: { ...office, accounts: [] }, registrations: {} }
    aHouse(desk, nine, [], { offered: true, on: undefined })
    expect(screen.getByText(/Emergency calls cannot go out from here now/)).toBeTruthy()
  })

  it('says in practice that nobody is reached there, and the way out', async () => {
    const { wished } = aHouse({ ...deskWith(), settings: { ...office, practice: true } }, nine)
    await userEvent.type(box(), '999{Enter}')
    expect(screen.getByRole('alert').textContent).toMatch(/Practice reaches nobody/)
    await userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Leave practice' }))
    expect(wished).toEqual([{ type: 'leave' }])
  })

  it('says on the card and in the call that this may be them calling back', () => {
    const house = aHouse(deskWith(aCall('ringing', { emergency: true })), nine)
    expect(screen.getByText(/this may be them/)).toBeTruthy()
    house.show(deskWith(aCall('talking', { emergency: true })))
    expect(screen.getByText(/this may be them/)).toBeTruthy()
    expect(screen.getByTestId('say-now').textContent).not.toMatch(/what has happened/)
  })
})
