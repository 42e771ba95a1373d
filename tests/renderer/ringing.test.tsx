import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aCall, deskWith, nine } from '../support/aCall'
import { nobodyKnown, tomas } from '../support/cast'
import { aHouse } from './aHouse'

const card = () => screen.getByRole('region', { name: 'Incoming call' })

describe('a call that rings', () => {
  it('shows its line, who it is, which number they dialled, and what to say', () => {
    aHouse(deskWith(aCall('ringing')), nine)

    const shown = (part: string) => within(card()).getByTestId(part).textContent
    expect(shown('line-verdict')).toBe('EXTERNAL')
    expect(shown('caller-name')).toBe('Ms Okafor')
    expect(shown('caller-number')).toBe('+442079460018')
    expect(shown('called-number')).toBe('02079460100')
    expect(shown('answer-as')).toBe('Example Trading')
    expect(shown('greeting')).toBe('Thank you for calling Example Trading, Rosa Marín speaking.')
  })

  it('is told to those who hear the screen, the line first', () => {
    aHouse(deskWith(aCall('ringing')), nine)

    expect(screen.getByText('Incoming, external, Ms Okafor, +44 20 7946 0018')).toBeTruthy()
  })

  it('offers the name of the directory only as a perhaps where the line is not confirmed', () => {
    const line = { kind: 'unverified', because: 'looks-internal', evidence: [] } as const
    aHouse(deskWith(aCall('ringing', { line, party: { ...tomas, name: '' }, directoryName: 'Tomas Lind' })), nine)

    expect(within(card()).getByTestId('caller-name').textContent).toBe('No name shown')
    expect(within(card()).getByText('Tomas Lind').closest('p')?.textContent).toBe('perhaps Tomas Lind')
  })

  it('says only what they show where a colleague’s number calls from outside', () => {
    aHouse(deskWith(aCall('ringing', { party: { ...tomas, name: '' }, directoryName: 'Tomas Lind' })), nine)

    expect(within(card()).getByTestId('caller-number').textContent).toBe('201')
    expect(within(card()).getByTestId('caller-number').parentElement?.textContent).toBe('shows 201')
    expect(within(card()).queryByText(/Tomas Lind/)).toBeNull()
  })

  it('offers the name of the directory as a perhaps where it holds the outside number itself', () => {
    aHouse(deskWith(aCall('ringing', { directoryName: 'Ngozi Okafor' })), nine)

    expect(within(card()).getByTestId('caller-name').textContent).toBe('Ms Okafor')
    expect(within(card()).getByText('Ngozi Okafor').closest('p')?.textContent).toBe('perhaps Ngozi Okafor')
    expect(within(card()).getByTestId('caller-number').parentElement?.textContent).toBe('+442079460018')
  })

  it.each([
    ['open-path', /wss:\/\/.*trustNetwork/],
    ['verification-failed', /contradicts itself/],
  ] as const)('says what to make of it when the line rests on %s', async (because, words) => {
    aHouse(deskWith(aCall('ringing', { line: { kind: 'unverified', because, evidence: [] } })), nine)

    await userEvent.click(screen.getByRole('button', { name: 'Why this line?' }))

    expect(screen.getByTestId('line-evidence').textContent).toMatch(words)
  })

  it('says nothing of a number that is withheld', () => {
    aHouse(deskWith(aCall('ringing', { party: nobodyKnown })), nine)

    expect(within(card()).getByTestId('caller-number').textContent).toBe('Number withheld')
    expect(screen.getByText('Incoming, external, number withheld')).toBeTruthy()
  })

  it('shows a name with markup and patterns in it as the text that it is', () => {
    const name = '<b>{{line}}</b> $t(app)'
    aHouse(deskWith(aCall('ringing', { party: { ...tomas, name } })), nine)

    expect(within(card()).getByTestId('caller-name').textContent).toBe(name)
    expect(screen.getByText(`Incoming, external, ${name}, 201`)).toBeTruthy()
  })

  it('shows why the line is what it is, on request', async () => {
    aHouse(deskWith(aCall('ringing')), nine)

    await userEvent.click(screen.getByRole('button', { name: 'Why this line?' }))

    expect(screen.getByTestId('line-evidence').textContent).toContain('X-Line-Type: external')
  })
})

describe('answering', () => {
  it('takes a click', async () => {
    const { said } = aHouse(deskWith(aCall('ringing')), nine)

    await userEvent.click(screen.getByRole('button', { name: 'Answer' }))

    expect(said).toEqual([{ type: 'answer', callId: 'okafor' }])
  })

  it.each(['{Enter}', ' ', '{Escape}'])('takes no plain key: %s', async key => {
    const { said } = aHouse(deskWith(aCall('ringing')), nine)

    await userEvent.keyboard(key)
    screen.getByRole('button', { name: 'Answer' }).focus()
    await userEvent.keyboard(key)
    screen.getByRole('button', { name: 'Decline' }).focus()
    await userEvent.keyboard(key)

    expect(said).toEqual([])
  })

  it.each(['{Enter}', ' '])('takes %s on a button that was tabbed to since it rings', async key => {
    const { said } = aHouse(deskWith(aCall('ringing')), nine)
    const answer = screen.getByRole('button', { name: 'Answer' })

    while (document.activeElement !== answer) await userEvent.tab()
    await userEvent.keyboard(key)

    expect(said).toEqual([{ type: 'answer', callId: 'okafor' }])
  })

  it('puts the hands on the notes', () => {
    const { show } = aHouse(deskWith(aCall('ringing')), nine)

    show(deskWith(aCall('talking')))

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'What do they need?' }))
  })
})

describe('a call that rings while one works on another', () => {
  it.each(['talking', 'held', 'wrapUp'] as const)('stands above it as a card of its own: %s', phase => {
    const second = aCall('ringing', { callId: 'lind', party: tomas })
    const { show } = aHouse(deskWith(aCall(phase)), nine)
    const field = screen.getByRole('textbox', { name: 'Company' })
    field.focus()

    show(deskWith(aCall(phase), second))

    expect(within(card()).getByTestId('caller-name').textContent).toBe('Tomas Lind')
    expect(document.activeElement, 'the field keeps the keyboard').toBe(field)
    expect(screen.getByRole('region', { name: 'Call with Ms Okafor' })).toBeTruthy()
  })
})
