import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../domain/call/Call'
import type { Desk } from '../../domain/desk/Desk'
import type { Registration } from '../../domain/phone/Registration'
import { aCall, aCallHandedOver, deskWith, nine } from '../support/aCall'
import { filledIn, nobodyKnown, tomas } from '../support/cast'
import { aHouse } from './aHouse'

const gone: Registration = { state: 'offline', since: nine, trouble: 'connection-lost', detail: 'socket closed: 1006' }
const unreached = (desk: Desk): Desk => ({ ...desk, registrations: { main: gone } })
const silent = (call: Call): Call => ('gapSince' in call ? { ...call, gapSince: nine + 30_000 } : call)
const region = (who = 'Ms Okafor') => screen.getByRole('region', { name: `Call with ${who}` })
const trouble = (who?: string) => within(region(who)).getByTestId('line-trouble')
const up = ['talking', 'held', 'handingOver'] as const

describe('a call on a sound line', () => {
  it.each(up)('says nothing of it while %s', phase => {
    aHouse(deskWith(aCall(phase)), nine)

    expect(region().dataset).toMatchObject({ signal: 'up', sound: 'up' })
    expect(screen.queryByTestId('line-trouble')).toBeNull()
  })

  it('has no line to be in trouble once it is over', () => {
    aHouse(unreached(deskWith(aCall('wrapUp'))), nine)

    expect(screen.queryByTestId('line-trouble')).toBeNull()
  })
})

describe('when the connection to the phone system is lost in a call', () => {
  it('says that the audio is up, that it mends itself, and that End call works', () => {
    aHouse(unreached(deskWith(aCall('talking'))), nine)

    expect(region().dataset).toMatchObject({ signal: 'lost', sound: 'up' })
    expect(trouble().getAttribute('role')).toBe('status')
    expect(trouble().textContent).toContain('Audio is up')
    expect(trouble().textContent).toContain('Keep talking: it reconnects by itself. End call works.')
  })

  it('leaves the sentence to say where it is, for they do hear us', () => {
    aHouse(unreached(deskWith(aCall('talking'))), nine)

    expect(screen.getByTestId('say-now').textContent).toContain('Thank you for calling')
  })

  it.each(['held', 'handingOver'] as const)('says so while %s, without telling anybody to talk', phase => {
    aHouse(unreached(deskWith(aCall(phase))), nine)

    expect(trouble().textContent).toContain('Still on hold')
    expect(trouble().textContent).not.toContain('Keep talking')
  })

  it('says it once: above the rooms only what the call does not say', () => {
    aHouse(unreached(deskWith(aCall('talking'))), nine)

    expect(screen.queryByText(/We are connecting again/)).toBeNull()
    expect(screen.queryByText(/socket closed/)).toBeNull()
    expect(screen.getByText(/mobile or a landline/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try again now' })).toBeTruthy()
  })

  it('does not promise that a phone system comes back that will not have us', () => {
    const refused: Registration = { state: 'refused', since: nine, trouble: 'wrong-password', detail: '403' }
    aHouse({ ...deskWith(aCall('talking')), registrations: { main: refused } }, nine)

    expect(trouble().textContent).toContain('no longer accepts this extension')
    expect(trouble().textContent).not.toContain('by itself')
  })

  it('is over when it is over', () => {
    const { show } = aHouse(unreached(deskWith(aCall('talking'))), nine)

    show(deskWith(aCall('talking')))

    expect(screen.queryByTestId('line-trouble')).toBeNull()
    expect(region().dataset['signal']).toBe('up')
  })

  it.each([
    ['hold', 'talking', /still on the line and hear you. Hold works again when the connection is back/],
    ['resume', 'held', /still on hold. Take back works again when the connection is back/],
    ['consult', 'held', /Hand over works again when it is back/],
    ['join', 'handingOver', /still yours, on hold; Join them again when it is back/],
    ['refer', 'talking', /Hand over works again when it is back/],
  ] as const)('says of a failed %s what still stands, and when to try again', (command, phase, words) => {
    const failed = { told: 1, kind: 'failed', command, problem: '', callId: 'okafor' } as const
    const { show } = aHouse(unreached({ ...deskWith(aCall(phase)), notice: failed }), nine)
    expect(screen.getByRole('alert').textContent).toMatch(words)

    show({ ...deskWith(aCall(phase)), notice: failed })
    expect(screen.getByRole('alert').textContent, 'it is back').not.toMatch(words)
  })
})

describe('when the sound of a call is lost', () => {
  it('says so in place of what there is to say, and for how long', () => {
    aHouse(deskWith(silent(aCall('talking'))), nine + 42_000)

    expect(region().dataset).toMatchObject({ signal: 'up', sound: 'gap' })
    expect(screen.getByTestId('say-now').textContent).toBe('They cannot hear you just now.')
    expect(trouble().contains(screen.getByTestId('say-now')), 'one text, not two').toBe(true)
    expect(trouble().textContent).toContain('Reconnecting the sound')
    expect(screen.getByTestId('gap-clock').textContent).toBe('0:12')
  })

  it('reads the news out, and not every second of it', () => {
    aHouse(deskWith(silent(aCall('talking'))), nine + 42_000)

    expect(trouble().getAttribute('role')).toBe('status')
    expect(screen.getByTestId('gap-clock').getAttribute('aria-hidden')).toBe('true')
  })

  it.each(['held', 'handingOver'] as const)('says so while %s', phase => {
    aHouse(deskWith(silent(aCall(phase))), nine + 42_000)

    expect(region().dataset['sound']).toBe('gap')
    expect(trouble().textContent).toContain('They are on hold and hear nothing')
    expect(screen.getByTestId('gap-clock').textContent).toBe('0:12')
  })

  it('says both troubles in one text', () => {
    aHouse(unreached(deskWith(silent(aCall('talking')))), nine + 42_000)

    expect(region().dataset).toMatchObject({ signal: 'lost', sound: 'gap' })
    expect(screen.getAllByTestId('line-trouble')).toHaveLength(1)
    expect(trouble().textContent).toContain('They cannot hear you just now.')
    expect(trouble().textContent).toContain('the sound and the phone system')
  })

  it('stands beside the gate, which still asks and still lets go', async () => {
    aHouse(deskWith(silent(aCall('talking'))), nine + 42_000)

    await userEvent.click(screen.getByRole('button', { name: 'End call' }))

    expect(screen.getByRole('alert').dataset['missing']).toBe('requirement')
    expect(trouble().textContent).toContain('They cannot hear you just now.')
    expect(screen.getByRole('group', { name: 'Release the line' })).toBeTruthy()
  })
})

describe('a call that one is not working on', () => {
  const second = { callId: 'second', party: tomas }

  it('says in a word that its connection is lost, without being read out beside the other', () => {
    aHouse(unreached(deskWith(aCall('held', second), aCall('talking'))), nine)

    expect(trouble('Tomas Lind').textContent).toBe('Connection lost')
    expect(trouble('Tomas Lind').getAttribute('aria-live')).toBe('off')
    expect(trouble().textContent).toContain('Audio is up')
  })

  it('says in a word that its sound is lost, also on the way to a colleague', () => {
    aHouse(deskWith(silent(aCallHandedOver('ringing', { way: 'send' }, second)), aCall('talking')), nine + 42_000)

    expect(trouble('Tomas Lind').textContent).toBe('No sound0:12')
    expect(trouble('Tomas Lind').getAttribute('aria-live')).toBe('polite')
    expect(within(region()).queryByTestId('line-trouble')).toBeNull()
  })
})

describe('a call whose line was lost', () => {
  const over = (changes: Parameters<typeof aCall>[1] = {}) => {
    const call = aCall('wrapUp', { capture: filledIn, ...changes })
    return deskWith(call.phase === 'wrapUp' ? { ...call, ending: 'lineLost' } : call)
  }

  it('says so, says that the notes are kept, and calls back with one press', async () => {
    const { said } = aHouse(over(), nine)
    expect(region().textContent).toContain('The line was lost. What you wrote is kept.')

    await userEvent.click(screen.getByRole('button', { name: /^Call back/ }))

    expect(said).toEqual([{ type: 'dial', callId: expect.any(String), text: '+442079460018', accountId: 'main' }])
  })

  it('calls the number that they left when they withheld their own', async () => {
    const { said } = aHouse(over({ party: nobodyKnown }), nine)

    await userEvent.click(screen.getByRole('button', { name: /^Call back/ }))

    expect(said).toMatchObject([{ type: 'dial', text: '+44 20 7946 0018' }])
  })

  it('offers nothing where there is no number', () => {
    aHouse(over({ party: nobodyKnown, capture: { ...filledIn, contact: 'at the front desk' } }), nine)

    expect(screen.queryByRole('button', { name: /^Call back/ })).toBeNull()
    expect(screen.getByText(/There is no number to call/)).toBeTruthy()
  })

  it('says here, and not in a room that is not shown, why it could not be dialled', async () => {
    aHouse(unreached(over()), nine)

    await userEvent.click(screen.getByRole('button', { name: /^Call back/ }))

    expect(screen.getByRole('alert').textContent).toContain('nothing was dialled')
  })
})
