import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../domain/desk/Desk'
import type { Notice } from '../../domain/desk/Notice'
import type { HandBack } from '../../domain/handover/HandOver'
import { aCall, aCallHandedOver, deskWith, nine } from '../support/aCall'
import { filledIn, office } from '../support/cast'
import { aHouse } from './aHouse'

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const box = () => screen.getByRole('searchbox', { name: 'Find a person or topic' })
const list = () => screen.getByRole('listbox', { name: 'People' })
const names = () =>
  within(list())
    .queryAllByRole('option')
    .map(option => option.textContent)
const altT = () => fireEvent.keyDown(window, { key: 't', code: 'KeyT', altKey: true })
const sayNow = () => screen.getByTestId('say-now').textContent

const talking = () => deskWith(aCall('talking'))
const handsOver = (way: 'announce' | 'send', name: string, number: string) =>
  expect.objectContaining({ type: 'handOver', callId: 'okafor', to: { name, number }, way })

describe('looking for a colleague', () => {
  it('opens in place, ready to be typed into, and the caller stays in sight', async () => {
    aHouse(talking(), nine)

    await press('Hand over')

    expect(document.activeElement).toBe(box())
    expect(screen.getByRole('region', { name: 'Call with Ms Okafor' }).contains(box())).toBe(true)
    expect(screen.getByRole('textbox', { name: 'What do they need?' })).toBeTruthy()
  })

  it('names each person first, and says that nothing is known of their telephone', async () => {
    aHouse(talking(), nine)
    await press('Hand over')

    const tomas = await within(list()).findByRole('option', { name: /^Tomas Lind/ })

    expect(tomas.dataset['lamp']).toBe('unknown')
    expect(tomas.textContent).toBe('Tomas Lind 201 Accounts not known')
  })

  it('means nobody before something was typed', async () => {
    aHouse(talking(), nine)
    await press('Hand over')
    await within(list()).findByRole('option', { name: /^Tomas Lind/ })

    expect(screen.queryByRole('button', { name: /^Announce to/ })).toBeNull()
  })

  it('finds by topic, and offers both ways; the sentence for the caller comes first', async () => {
    const { said } = aHouse(talking(), nine)
    altT()

    await userEvent.type(box(), 'invoices')
    await screen.findByRole('button', { name: 'Announce to Tomas Lind' })

    expect(sayNow()).toBe('I will put you through to Tomas Lind. One moment, please.')
    await press('Send to Tomas Lind')
    expect(said).toEqual([handsOver('send', 'Tomas Lind', '201')])
  })

  it('goes by keys alone: letters, arrows, Enter to choose and Enter to go', async () => {
    const { said } = aHouse(talking(), nine)
    altT()

    await userEvent.type(box(), 'sam')
    await screen.findByRole('button', { name: 'Announce to Sam Reed' })
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Announce to Sam Reed' }))
    await userEvent.keyboard('{Enter}')

    expect(said).toEqual([handsOver('announce', 'Sam Reed', '204')])
  })

  it('never means an earlier answer when Enter is quicker than the list', async () => {
    const { said } = aHouse(talking(), nine)
    altT()
    await within(list()).findByRole('option', { name: /^Rosa/ })

    fireEvent.change(box(), { target: { value: 'tomas' } })
    fireEvent.keyDown(box(), { key: 'Enter' })

    expect(screen.queryByRole('button', { name: /^Announce to Rosa/ })).toBeNull()
    const announce = await screen.findByRole('button', { name: 'Announce to Tomas Lind' })
    expect(document.activeElement).toBe(announce)
    expect(said).toEqual([])
  })

  it('takes a typed extension, and means the colleague where it is one', async () => {
    const { said } = aHouse(talking(), nine)
    altT()

    await userEvent.type(box(), '201')
    await screen.findByRole('button', { name: 'Announce to Tomas Lind' })
    await userEvent.clear(box())
    await userEvent.type(box(), '20-77')
    await press('Announce to 2077')

    expect(said).toEqual([handsOver('announce', '2077', '2077')])
  })

  it('means exactly the number that was typed, whoever has one that begins like it', async () => {
    aHouse(talking(), nine)
    altT()

    await userEvent.type(box(), '20')

    expect(await screen.findByRole('button', { name: 'Announce to 20' })).toBeTruthy()
    expect(names()[0]).toMatch(/^20 /)
  })

  it('rings once, however often it is pressed', async () => {
    const { said } = aHouse(talking(), nine)
    altT()
    await userEvent.type(box(), '2077')

    await press('Announce to 2077')
    await press('Announce to 2077')

    const legs = said.flatMap(intent => (intent.type === 'handOver' ? [intent.legId] : []))
    expect(new Set(legs).size).toBe(1)
  })

  it('begins with whom the notes say it is for', async () => {
    aHouse(deskWith(aCall('talking', { capture: { ...filledIn, forWhom: 'Tomas (invoices)' } })), nine)

    await press('Hand over')

    expect(await screen.findByRole('button', { name: 'Announce to Tomas Lind' })).toBeTruthy()
  })

  it('says so when a colleague has no extension, and when nobody is found', async () => {
    aHouse(talking(), nine)
    altT()

    await userEvent.type(box(), 'nadia')
    const words = await screen.findByText(/cannot be called from here/)
    expect(words.textContent).toContain('There is no extension for Nadia Haddad')
    await userEvent.type(box(), 'zz')
    const none = await screen.findByText(/Nobody found for/)
    expect(none.textContent).toContain('“nadiazz”')
  })

  it('lets the usual way stand in the corner, and knows exchanges that can only send', async () => {
    const settled = (handOver: Partial<typeof office.handOver>): Desk => ({
      ...talking(),
      settings: { ...office, handOver: { ...office.handOver, ...handOver } },
    })
    const { show } = aHouse(settled({ default: 'send' }), nine)
    altT()
    await userEvent.type(box(), '2077{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Send to 2077' }))

    show(settled({ method: 'refer' }))
    expect(screen.queryByRole('button', { name: 'Announce to 2077' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Send to 2077' })).toBeTruthy()
  })

  it('is closed by Esc before anything else, and gives the keyboard back', async () => {
    const { said } = aHouse(deskWith(aCall('held')), nine)
    const company = screen.getByRole('textbox', { name: 'Company' })
    company.focus()
    altT()

    fireEvent.keyDown(box(), { key: 'Escape', isComposing: true })
    expect(screen.queryByRole('searchbox', { name: 'Find a person or topic' })).toBeTruthy()
    fireEvent.keyDown(box(), { key: 'Escape' })
    expect(screen.queryByRole('searchbox', { name: 'Find a person or topic' })).toBeNull()
    await new Promise(done => requestAnimationFrame(done))
    expect(document.activeElement).toBe(company)
    expect(said).toEqual([])

    fireEvent.keyDown(window, { key: 'Escape' })
    expect(said).toEqual([{ type: 'resume', callId: 'okafor' }])
  })

  it('stays open beside a refusal, which is said at the call', async () => {
    const { show } = aHouse(talking(), nine)
    altT()
    await userEvent.type(box(), '2077')

    show({
      ...talking(),
      noticesTold: 1,
      notice: { told: 1, kind: 'refused', refusal: { reason: 'not-registered', emergency: false }, callId: 'okafor' },
    })

    expect(screen.getByRole('alert').textContent).toContain('The caller is still yours')
    expect(screen.getByRole('button', { name: 'Announce to 2077' })).toBeTruthy()
  })
})

describe('while a caller is handed over', () => {
  const region = () => screen.getByRole('region', { name: 'Handing over to Tomas Lind' })

  it.each([
    ['dialling', 'Calling', false],
    ['ringing', 'Ringing', false],
    ['consulting', 'On the line', true],
    ['answeredAtOnce', 'Answered at once, perhaps a mailbox', true],
    ['joining', 'Joining', false],
    ['referring', 'The phone system is calling', false],
    ['joined', 'They are together', false],
  ] as const)('says how far it is, and joins only when somebody is there: %s', (stage, words, joins) => {
    aHouse(deskWith(aCallHandedOver(stage)), nine)

    expect(within(region()).getByRole('status').textContent).toBe(words)
    expect(within(region()).queryByRole('button', { name: 'Join them' }) !== null).toBe(joins)
    expect(within(region()).getByRole('button', { name: 'Cancel' })).toBeTruthy()
  })

  it('keeps the caller in sight, with how long they wait, and the notes under the hands', () => {
    aHouse(deskWith(aCallHandedOver('ringing')), nine + 32_000)

    const call = screen.getByRole('region', { name: 'Call with Ms Okafor' })
    expect(call.dataset['phase']).toBe('handingOver')
    expect(call.contains(region())).toBe(true)
    expect(within(region()).getByTestId('hold-clock').textContent).toBe('0:12')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'What do they need?' }))
  })

  it('says when the caller comes back by themselves', () => {
    aHouse(deskWith(aCallHandedOver('ringing')), nine + 25_000)

    expect(within(region()).getByText('Nobody there: back with you in 0:11')).toBeTruthy()
  })

  it('joins at a click, and gives the caller back by Cancel or Esc', async () => {
    const { said, show } = aHouse(deskWith(aCallHandedOver('consulting')), nine)

    await press('Join them')
    show(deskWith(aCallHandedOver('consulting')))
    await press('Cancel')
    show(deskWith(aCallHandedOver('ringing')))
    fireEvent.keyDown(window, { key: 'Escape' })

    expect(said.map(({ type }) => type)).toEqual(['join', 'resume', 'resume'])
  })

  it('tells us what to say to the colleague, and that it is for them', () => {
    aHouse(deskWith(aCallHandedOver('consulting', {}, { capture: filledIn })), nine)

    expect(sayNow()).toBe(
      'This is Rosa Marín. I have Ms Okafor on the line about The March invoice is wrong. May I put them through?',
    )
    expect(screen.getByText(/^Say to/).textContent).toBe('Say to Tomas Lind')
  })

  it('says why the line cannot be ended now', () => {
    aHouse(deskWith(aCallHandedOver('ringing')), nine)

    fireEvent.keyDown(window, { key: 'e', code: 'KeyE', altKey: true })

    expect(screen.getByRole('alert').textContent).toContain('You are handing somebody over to Tomas Lind')
  })

  it('goes on in a slim card while one talks to somebody else', async () => {
    const second = aCall('talking', { callId: 'second' })
    const { said } = aHouse(deskWith(aCallHandedOver('answeredAtOnce', { way: 'send' }), second), nine)

    expect(within(region()).getByRole('status').textContent).toBe('Answered at once, perhaps a mailbox')
    await userEvent.click(within(region()).getByRole('button', { name: 'Join them' }))

    expect(said).toEqual([{ type: 'join', callId: 'okafor' }])
  })
})

describe('when nobody takes the caller', () => {
  const back = (why: HandBack, phase: 'talking' | 'held' = 'talking'): Desk => {
    const notice: Notice = {
      told: 1,
      kind: 'handedBack',
      why,
      to: { name: 'Tomas Lind', number: '201' },
      callId: 'okafor',
    }
    return { ...deskWith(aCall(phase)), noticesTold: 1, notice }
  }

  it.each([
    ['busy', 'Tomas Lind is busy.', 'is on another call. May I take a message?'],
    ['declined', 'Tomas Lind declined.', 'cannot take the call just now. May I take a message?'],
    ['unanswered', 'Tomas Lind did not answer.', 'cannot be reached at the desk just now. May I take a message?'],
    ['notFound', 'There is no Tomas Lind on the phone system.', 'May I take a message?'],
    ['unreachable', 'Tomas Lind cannot be reached.', 'cannot be reached just now. May I take a message?'],
    ['hungUp', 'Tomas Lind hung up.', 'cannot take the call just now. May I take a message?'],
    ['lost', 'The line to Tomas Lind was lost.', 'Shall I try once more?'],
    ['joinRefused', 'The phone system would not join them with Tomas Lind.', 'May we call you back?'],
    ['joinSilent', 'The phone system did not say whether they were joined', 'May we call you back?'],
  ] as const)('says what happened and what to say, in place: %s', (why, happened, sentence) => {
    aHouse(back(why), nine)

    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain(happened)
    expect(alert.textContent).toContain('Ms Okafor is back with you.')
    expect(sayNow()).toContain(sentence)
    expect(screen.getAllByTestId('say-now')).toHaveLength(1)
  })

  it('offers to take a caller back who still waits', async () => {
    const { said } = aHouse(back('busy', 'held'), nine)

    expect(screen.getByRole('alert').textContent).toContain('Ms Okafor is still on hold.')
    await press('Take back')

    expect(said).toEqual([{ type: 'resume', callId: 'okafor' }])
  })

  it('goes on with the questions once it is understood', async () => {
    const { said } = aHouse(back('busy'), nine)

    await press('Understood')

    expect(said).toEqual([{ type: 'dismissNotice' }])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('lets somebody else be tried, and then says that', async () => {
    aHouse(back('busy'), nine)
    altT()

    await userEvent.type(box(), '2077')

    expect(sayNow()).toBe('I will put you through. One moment, please.')
  })
})

describe('callers who come to us from colleagues', () => {
  it('are shown with who handed them over', () => {
    aHouse(
      deskWith(
        aCall('talking', {
          handedBy: 'Tomas Lind',
          line: { kind: 'unverified', because: 'handed-over', evidence: ['handed over by Tomas Lind'] },
        }),
      ),
      nine,
    )

    expect(screen.getByText('UNVERIFIED')).toBeTruthy()
    expect(screen.getByText(/handed to you by/).textContent).toBe('handed to you by Tomas Lind')
  })

  it.each(['ringing', 'talking'] as const)('are shown with who did not take them: %s', phase => {
    aHouse(deskWith(aCall(phase, { recalledFrom: 'Tomas Lind' })), nine)

    expect(screen.getByText(/comes back from/).textContent).toBe('comes back from Tomas Lind, who did not answer')
  })

  it.each([
    ['Call 103', true],
    ['No', false],
  ] as const)('are not called elsewhere unless we want it: %s', async (name, agreed) => {
    const call = aCall('talking')
    if (call.phase !== 'talking') throw new Error('not talking')
    const { said } = aHouse(deskWith({ ...call, askedToCall: '103' }), nine)

    expect(screen.getByText('They ask you to call 103 instead.')).toBeTruthy()
    await press(name)

    expect(said).toEqual([{ type: 'answerRequest', callId: 'okafor', agreed }])
  })
})
