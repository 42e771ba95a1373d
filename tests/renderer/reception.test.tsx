import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Registration, Trouble } from '../../domain/phone/Registration'
import { aCall, deskWith, nine } from '../support/aCall'
import { aRecord } from '../support/aRecord'
import { main, office } from '../support/cast'
import { aHouse } from './aHouse'

const since = nine
const standing = (registration: Registration) => ({ ...deskWith(), registrations: { main: registration } })
const status = () => screen.getByRole('status', { name: 'Registration' })

describe('the registration', () => {
  it.each([
    [{ state: 'registered', since }, 'Registered'],
    [{ state: 'connecting', since }, 'Connecting'],
    [{ state: 'refused', since, trouble: 'wrong-password', detail: '' }, 'Refused'],
  ] as const)('begins with the word for it', (registration, word) => {
    aHouse(standing(registration), nine)

    expect(status().textContent).toMatch(new RegExp(`^${word}`))
    expect(status().dataset['registration']).toBe(registration.state)
  })

  it('says since when it is offline', () => {
    aHouse(standing({ state: 'offline', since, trouble: 'connection-lost', detail: '' }), nine)

    expect(status().textContent).toMatch(/^Offline since \d\d:\d\d/)
  })

  it.each<Trouble>([
    'name-not-found',
    'nothing-answers',
    'no-answer-in-time',
    'no-websocket',
    'bad-certificate',
    'old-tls',
    'wrong-password',
    'no-password',
    'unknown-sign-in',
    'forbidden',
    'forbidden-with-password',
    'unknown-extension',
    'exchange-refused',
    'address-not-kept',
    'exchange-silent',
    'connection-lost',
    'plain-socket-refused',
  ])('has a sentence for people about %s, and a word about emergencies', trouble => {
    aHouse(standing({ state: 'refused', since, trouble, detail: '' }), nine)

    expect(screen.getByText(/mobile or a landline/)).toBeTruthy()
    expect(screen.queryByText(`trouble.${trouble}`)).toBeNull()
  })

  it('lets the account in most trouble speak for all', () => {
    const second = { ...main, accountId: 'second', extension: '300' }
    const desk = {
      ...deskWith(),
      settings: { ...office, accounts: [main, second] },
      registrations: {
        main: { state: 'registered', since },
        second: { state: 'refused', since, trouble: 'unknown-extension', detail: '' },
      },
    } as const
    aHouse(desk, nine)

    expect(status().textContent).toBe('Refused 300')
  })
})

describe('the reception', () => {
  it('calls a number', async () => {
    const { said } = aHouse(deskWith(), nine)

    await userEvent.type(screen.getByRole('textbox', { name: 'Number or name' }), '201{Enter}')

    expect(said).toMatchObject([{ type: 'dial', text: '201', accountId: null }])
  })

  it('says beside the box that there is nothing to dial', async () => {
    aHouse(deskWith(), nine)

    await userEvent.click(screen.getByRole('button', { name: 'Call' }))

    expect(screen.getByRole('alert').textContent).toContain('Type a number or a name first.')
  })

  it('keeps what stands in the box while a call rings', async () => {
    const { show } = aHouse(deskWith(), nine)
    await userEvent.type(screen.getByRole('textbox', { name: 'Number or name' }), 'Tom')

    screen.getByRole('textbox').blur()
    show(deskWith(aCall('ringing')))
    expect(screen.queryByRole('textbox'), 'the ring has the whole window').toBeNull()
    show(deskWith())

    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('Tom')
  })

  it('stays where somebody is typing while a call rings', async () => {
    const { show } = aHouse(deskWith(), nine)
    await userEvent.type(screen.getByRole('textbox', { name: 'Number or name' }), 'Tom')

    show(deskWith(aCall('ringing')))
    await userEvent.keyboard('as')

    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('Tomas')
    expect(screen.getByRole('region', { name: 'Incoming call' })).toBeTruthy()
  })

  it('says how to connect a phone system while there is none', () => {
    aHouse({ ...deskWith(), settings: { ...office, accounts: [] }, registrations: {} }, nine)

    expect(screen.getByText('--settings FILE')).toBeTruthy()
  })

  it('counts what is owed and fetches it back to be finished', async () => {
    const { said } = aHouse({ ...deskWith(), openRecords: 1 }, nine, [aRecord()])
    expect(screen.getByTestId('open-records').textContent).toBe('1')

    await userEvent.click(screen.getByRole('button', { name: /^Records/ }))
    const list = await screen.findByRole('list', { name: 'Records' })
    await userEvent.click(await within(list).findByRole('button', { name: 'Finish' }))

    expect(said).toEqual([{ type: 'fetchRecord', callId: 'okafor' }])
  })

  it('turns do not disturb on', async () => {
    const { said } = aHouse(deskWith(), nine)

    await userEvent.click(screen.getByRole('switch', { name: 'Do not disturb' }))

    expect(said).toEqual([{ type: 'choosePresence', presence: 'dnd', span: 'hour' }])
  })

  it('says until when nothing rings and what was missed, and moves the end', async () => {
    const { said } = aHouse({ ...deskWith(), doNotDisturb: { until: nine + 3_600_000, missed: 2 } }, nine)
    expect(screen.getByRole('switch', { name: 'Do not disturb' }).getAttribute('aria-checked')).toBe('true')
    const end = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    expect(screen.getByText(`until ${end.format(nine + 3_600_000)}`)).toBeTruthy()
    expect(screen.getByText(/2 calls were missed/)).toBeTruthy()

    await userEvent.click(screen.getByRole('button', { name: 'Until tomorrow' }))
    await userEvent.click(screen.getByRole('switch', { name: 'Do not disturb' }))

    expect(said).toEqual([
      { type: 'choosePresence', presence: 'dnd', span: 'tomorrow' },
      { type: 'choosePresence', presence: 'available' },
    ])
  })
})

describe('when the phone itself cannot be reached', () => {
  it('says so before there is a desk', () => {
    const { bridge } = aHouse(undefined, nine)

    bridge(false)

    expect(screen.getByRole('alert').textContent).toContain('The phone itself is not reachable')
  })

  it('says in a call that typing is safe', () => {
    const { bridge } = aHouse(deskWith(aCall('talking')), nine)

    bridge(false)

    expect(screen.getByRole('alert').textContent).toContain('What you type stays here')
  })
})

describe('a call that we have just ended', () => {
  const { callId: _, ...rest } = aCall('talking')
  const ended = (until: number) => ({ ...deskWith(), undo: { call: { ...rest, callId: 'okafor' }, until } })

  it.each(['click', 'key'])('can be called back at once, by %s', async by => {
    const { said } = aHouse(ended(nine + 15_000), nine)
    expect(screen.getByText(/You ended the call with/).textContent).toBe('You ended the call with Ms Okafor.')

    if (by === 'click') await userEvent.click(screen.getByRole('button', { name: 'Call back' }))
    else fireEvent.keyDown(window, { key: 'u', code: 'KeyU', altKey: true })

    expect(said).toEqual([{ type: 'undoHangUp', callId: expect.any(String) }])
  })

  it('is not offered any more when the time is over', () => {
    aHouse(ended(nine - 1), nine)

    expect(screen.queryByRole('button', { name: 'Call back' })).toBeNull()
  })

  it('says so when it came too late', () => {
    const { show } = aHouse(deskWith(), nine)

    show({
      ...deskWith(),
      noticesTold: 1,
      notice: { told: 1, kind: 'refused', refusal: { reason: 'nothing-to-undo' }, callId: undefined },
    })

    expect(screen.getByRole('alert').textContent).toContain('Its record is kept')
  })
})

describe('what was found broken at the start', () => {
  it('is said with what is safe and what to do, until it has been read', async () => {
    const { said } = aHouse(
      {
        ...deskWith(),
        findings: [
          {
            kind: 'journal-damaged',
            keptAs: 'journal.damaged.db',
            carriedOver: 1,
            from: 'damage',
            unreadable: 0,
            left: 0,
            waitingFor: undefined,
          },
          { kind: 'settings-broken', keptAs: 'settings.broken.json', mistake: 'gate.mode: lien' },
          { kind: 'people-skipped', file: 'people.csv', lines: 2, first: '14: no name' },
        ],
      },
      nine,
    )

    const words = screen.getByRole('alert').textContent
    expect(words).toContain('1 record was carried over')
    expect(words).toContain('kept as settings.broken.json')
    expect(words).toContain('2 lines of the list of colleagues could not be read: people.csv')
    expect(words).toContain('14: no name')
    await userEvent.click(screen.getByRole('button', { name: 'Understood' }))

    expect(said).toEqual([{ type: 'dismissFindings' }])
  })
})

describe('a record of a caller who went on', () => {
  it('says to whom', async () => {
    aHouse(deskWith(), nine, [aRecord({ state: 'closed', ending: 'handedOver', handedTo: 'Tomas Lind' })])

    expect(await screen.findByText('Handed over to Tomas Lind')).toBeTruthy()
  })
})
