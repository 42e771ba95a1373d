import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { blankCapture } from '../../domain/capture/Capture'
import { Whole } from '../../renderer/parts/Whole'
import { speak } from '../../renderer/strings/speech'
import { aCall, deskWith, nine } from '../support/aCall'
import { aHouse } from './aHouse'

afterEach(() => act(() => speak('en')))

describe('in Japanese', () => {
  it('rings with the line first, and with the greeting as it is said', () => {
    act(() => speak('ja'))
    aHouse(deskWith(aCall('ringing')), nine)
    const card = within(screen.getByRole('region', { name: '着信' }))

    expect(card.getByTestId('line-verdict').textContent).toBe('外線')
    expect(card.getByRole('button', { name: '電話に出る' })).toBeTruthy()
    expect(screen.getByText('着信です。外線、Ms Okafor、+44 20 7946 0018')).toBeTruthy()
    // The language of the app is one thing, that of the sentences another.
    expect(card.getByTestId('greeting').textContent).toContain('Thank you for calling')
    expect(document.documentElement.lang).toBe('ja')
  })
})

describe('the language of a call', () => {
  const sentence = () => screen.getByTestId('say-now').querySelector('q')

  it('is switched in the middle of it by a press or a key, for this caller alone', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    expect(sentence()?.lang).toBe('en')

    await userEvent.click(screen.getByRole('button', { name: 'Language of the sentences: English' }))
    expect(house.said.at(-1)).toEqual({ type: 'speakIn', callId: 'okafor', language: 'ja' })
    expect(sentence()?.lang).toBe('ja')
    expect(sentence()?.textContent).toBe('お電話ありがとうございます。Example Trading、Rosa Marínでございます。')
    // What is there to press is not said to anybody.
    expect(screen.getByRole('button', { name: 'Hold' })).toBeTruthy()

    await userEvent.keyboard('{Alt>}l{/Alt}')
    expect(sentence()?.lang).toBe('en')
  })

  it('is the one in which a name is spelt', async () => {
    const capture = { ...blankCapture, callerName: 'ガット Okafor' }
    aHouse(deskWith(aCall('talking', { capture })), nine)
    await userEvent.click(screen.getByRole('button', { name: 'Read back' }))
    expect(screen.getByText('O as in Oscar')).toBeTruthy()

    await userEvent.click(screen.getByRole('button', { name: 'Language of the sentences: English' }))
    expect(screen.getByText('為替の「カ」に濁点')).toBeTruthy()
    expect(screen.getByText('つるかめの「ッ」')).toBeTruthy()
    expect(screen.getByText('オーストラリアの「O」')).toBeTruthy()
  })
})

describe('a sentence in Japanese', () => {
  it('ends its lines before set phrases, never within them, and reads as it did', () => {
    const { container } = render(<Whole text="「お電話です。田中におつなぎいたします。申し訳ございません。」" />)
    const kept = [...container.querySelectorAll('.whitespace-nowrap')]

    expect(kept.map(({ textContent }) => textContent)).toEqual(['お電話', 'おつなぎ', '申し訳ございません'])
    expect(container.querySelectorAll('wbr')).toHaveLength(2)
    expect(container.textContent).toBe('「お電話です。田中におつなぎいたします。申し訳ございません。」')
  })
})

describe('the settings', () => {
  const open = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Settings' }))
    return within(screen.getByRole('region', { name: 'Settings' }))
  }
  const choice = (room: Awaited<ReturnType<typeof open>>, group: string, language: string) =>
    within(room.getByRole('radiogroup', { name: group })).getByRole('radio', { name: language })

  it('choose the language of the app and the language of the sentences, each for itself', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine)
    const room = await open()
    await userEvent.click(choice(room, 'You speak', '日本語'))

    expect(house.said.at(-1)).toEqual({ type: 'prefer', changes: { phrases: 'ja' } })
    await userEvent.click(choice(room, 'Phone Duty speaks', '日本語'))
    expect(house.said.at(-1)).toEqual({ type: 'prefer', changes: { locale: 'ja' } })
  })

  it('say what a silent ring means', async () => {
    const desk = deskWith()
    const silent = { ...desk.preferences, ring: { volume: 0, output: 'unplugged' } }
    aHouse({ ...desk, preferences: silent }, nine)
    const room = await open()

    expect(room.getByText(/Silent: calls only show/)).toBeTruthy()
    expect(room.getByRole('combobox', { name: 'Through' })).toHaveProperty('value', 'unplugged')
    expect(room.getByRole('status').textContent).toContain('rings through the usual one')
  })

  it('make way for a call that rings, and for the one that is answered', async () => {
    const house = aHouse(deskWith(), nine)
    await open()
    house.show(deskWith(aCall('ringing')))

    expect(screen.queryByRole('region', { name: 'Settings' })).toBeNull()
    expect(screen.getByRole('region', { name: 'Incoming call' })).toBeTruthy()
  })
})

describe('a ring', () => {
  it('is silenced by a press or a key, and stays on the screen', async () => {
    const house = aHouse(deskWith(aCall('ringing')), nine)
    await userEvent.keyboard('{Alt>}s{/Alt}')

    expect(house.said).toEqual([{ type: 'hush', callId: 'okafor' }])
    expect(screen.getByText('Silenced here; it rings on for them')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Silence the ring' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Answer' })).toBeTruthy()
  })
})
