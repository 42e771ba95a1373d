import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Call } from '../../domain/call/Call'
import { emptyDesk } from '../../domain/desk/Desk'
import type { Debrief } from '../../domain/practice/Debrief'
import type { PracticeView } from '../../domain/practice/PracticeView'
import type { Shown } from '../../electron/contract/contract'
import { deskStore } from '../../renderer/bridge/desk'
import { speak } from '../../renderer/strings/speech'
import { aCall, deskWith, nine } from '../support/aCall'
import { office } from '../support/cast'
import { aHouse } from './aHouse'

const scene = { id: 'wrong-number', title: 'A wrong number', about: 'Kind and quick.', level: 1 }

const practice = (view: Partial<PracticeView> = {}): Shown['practice'] => ({
  offered: true,
  on: {
    language: 'en',
    scenes: [scene, { ...scene, id: 'two-at-once', title: 'Two calls at once', level: 3 }],
    refused: [],
    scene,
    stage: 'resting',
    speaking: false,
    captions: [],
    choices: [],
    debriefs: [],
    progress: [],
    ...view,
  },
})

const debrief: Debrief = {
  line: 'external',
  good: [{ key: 'answeredQuickly', kind: 'good', trouble: 3, values: { rings: 2 } }],
  better: [],
  next: { key: 'heldHalfAMinute', kind: 'better', trouble: 5, values: { seconds: 41 } },
  slots: [
    { slot: 'contact', noted: '0113', truth: '01134960101', result: 'wrong', told: true },
    { slot: 'response', noted: 'passOn', truth: 'callBack', result: 'wrong', told: true },
  ],
  numbers: {
    answered: true,
    rings: 2,
    longestHoldSeconds: 41,
    slotsRight: 0,
    slotsCompared: 1,
    silences: 0,
    talkedOver: 0,
    endedRight: true,
    toImprove: 1,
  },
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const nothingSetUp = emptyDesk({ ...office, accounts: [] })

describe('the first morning', () => {
  it('has two doors: a call to try it on, and the phone system of the company', async () => {
    const house = aHouse(nothingSetUp, nine, [], { offered: true, on: undefined })
    await press('Connect to our phone system')
    expect(screen.getByText('Not connected to a phone system yet')).toBeTruthy()
    await press('Back')
    await press('Try it now')

    expect(house.wished).toEqual([{ type: 'begin' }])
    expect(screen.getByText('Opening the practice exchange…')).toBeTruthy()
  })

  it('says how to connect where practice is not to be had', () => {
    aHouse(nothingSetUp, nine, [], { offered: false, on: undefined })

    expect(screen.queryByRole('button', { name: 'Try it now' })).toBeNull()
    expect(screen.getByText('Not connected to a phone system yet')).toBeTruthy()
  })
})

describe('practice that could not be opened', () => {
  const trouble = { what: 'begin', problem: 'ENOSPC: no space left', told: 1 } as const

  it('says what happened, what is safe, and what to do, and tries again', async () => {
    const house = aHouse(nothingSetUp, nine, [], { offered: true, on: undefined, trouble })
    const { textContent } = screen.getByRole('alert')
    expect(textContent).toContain('Practice could not be opened.')
    expect(textContent).toContain('Nothing was changed')
    expect(textContent).toContain('Free some disk space')
    expect(textContent).toContain('ENOSPC: no space left')
    await press('Try it now')
    expect(screen.queryByText('Opening the practice exchange…')).toBeNull()
    await press('Try again')
    await press('Understood')

    expect(house.wished).toEqual([{ type: 'begin' }, { type: 'begin' }, { type: 'dismissTrouble' }])
  })

  it('is no more said to be opening once its refusal was read', async () => {
    aHouse(nothingSetUp, nine, [], { offered: true, on: undefined })
    await press('Try it now')
    expect(screen.getByText('Opening the practice exchange…')).toBeTruthy()
    act(() => deskStore.setState({ practice: { offered: true, on: undefined, trouble } }))
    await press('Understood')
    act(() => deskStore.setState({ practice: { offered: true, on: undefined } }))

    expect(screen.queryByText('Opening the practice exchange…')).toBeNull()
  })

  it('says that the real line rings, where there is one', () => {
    aHouse(deskWith(), nine, [], { offered: true, on: undefined, trouble })

    expect(screen.getByRole('alert').textContent).toContain('your real line rings here as before')
  })

  it('says it in Japanese', () => {
    speak('ja')
    onTestFinished(() => speak('en'))
    const desk = deskWith()
    aHouse({ ...desk, preferences: { ...desk.preferences, locale: 'ja' } }, nine, [], {
      offered: true,
      on: undefined,
      trouble,
    })

    expect(screen.getByRole('alert').textContent).toContain('練習を始められませんでした。記録はそのままで')
  })
})

describe('in practice', () => {
  const practising = (...calls: Call[]) => {
    const desk = deskWith(...calls)
    return { ...desk, settings: { ...desk.settings, practice: true } }
  }

  it.each(['ringing', 'talking', 'held', 'handingOver', 'wrapUp', 'saving'] as const)(
    'the way out is there while a call is %s, and in the settings, once',
    async phase => {
      const house = aHouse(practising(aCall(phase)), nine, [], practice({ stage: 'playing' }))
      await press('Leave practice')
      await press('Settings')
      // Whoever rings keeps the whole window.
      await press('Leave practice')

      expect(house.wished.filter(({ type }) => type === 'leave')).toHaveLength(2)
    },
  )

  it('the way out is there when the disk takes no record, beside what is to be done', async () => {
    const desk = practising(aCall('wrapUp'))
    const notice = { told: 1, kind: 'failed', command: 'saveRecord', problem: 'full', callId: 'okafor' } as const
    const house = aHouse({ ...desk, noticesTold: 1, notice }, nine, [], practice({ stage: 'playing' }))
    expect(screen.getByRole('alert').textContent).toContain('The record could not be saved.')
    await press('Leave practice')

    expect(house.wished.filter(({ type }) => type === 'leave')).toHaveLength(1)
  })

  it('marks what the scene says as being in its language, when another was chosen meanwhile', async () => {
    const caption = { by: 'them', name: '', text: 'Good morning.', at: nine } as const
    const choices = [{ key: 'choice.mobile', text: 'I can give you her number.' }] as const
    const desk = practising(aCall('talking'))
    const changed = { ...desk, preferences: { ...desk.preferences, phrases: 'ja' as const } }
    aHouse(changed, nine, [], practice({ stage: 'playing', captions: [caption], choices }))
    await press('Say something else')

    const spoken = (name: string | RegExp) => screen.getByRole('button', { name }).lang
    expect(screen.getByTestId('caption').lang).toBe('en')
    expect(spoken('I can give you her number.')).toBe('en')
    expect(spoken('お待たせいたしました。')).toBe('ja')
  })

  it('says that it could not be left, and that the real line does not ring yet', async () => {
    const trouble = { what: 'leave', problem: '', told: 1 } as const
    const house = aHouse(practising(), nine, [], { ...practice(), trouble })
    expect(screen.getByRole('alert').textContent).toContain('You are still in practice')
    expect(screen.getByRole('alert').textContent).toContain('your real line does not ring here yet')
    await press('Try again')

    expect(house.wished).toEqual([{ type: 'leave' }])
  })

  it('says so wherever one looks for the registration', () => {
    const desk = deskWith()
    aHouse({ ...desk, settings: { ...desk.settings, practice: true } }, nine, [], practice())

    const status = screen.getByRole('status', { name: 'Registration' })
    expect(status.textContent).toContain('Practice')
    expect(status.dataset['registration']).toBe('practice')
  })

  it('lets the next call ring, or the one that somebody chooses, and can be left', async () => {
    const house = aHouse(deskWith(), nine, [], practice())
    await press('Ring me')
    await press('Calls to practise')
    await press(/^Two calls at once/)
    await press('Leave practice')

    expect(house.wished).toEqual([
      { type: 'ring', scene: null },
      { type: 'ring', scene: 'two-at-once' },
      { type: 'leave' },
    ])
  })

  it('says the sentence of the moment for the learner, by a button and by a key', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine, [], practice({ stage: 'playing' }))
    const said = house.wished.filter(({ type }) => type === 'say')
    expect(said).toEqual([])
    await press('Say it for me')
    await userEvent.keyboard('{Alt>}y{/Alt}')

    const greeting = 'Thank you for calling Example Trading, Rosa Marín speaking.'
    const say = { type: 'say', key: 'greeting.external.companyAndName', text: greeting }
    expect(house.wished.filter(({ type }) => type === 'say')).toEqual([say, say])
  })

  it('tells which sentence stands on the screen, for whoever reads it into the microphone', () => {
    const house = aHouse(deskWith(aCall('talking')), nine, [], practice({ stage: 'playing' }))
    house.show(deskWith(aCall('held')))

    expect(house.wished).toEqual([
      { type: 'show', key: 'greeting.external.companyAndName' },
      { type: 'show', key: null },
    ])
  })

  it('shows in writing what is said, and what else could be said', async () => {
    const captions = [
      { by: 'you', name: '', text: 'Hello.', at: nine },
      { by: 'them', name: '', text: '<b>Good</b> morning {{name}}.', at: nine + 1 },
    ] as const
    const choices = [{ key: 'choice.mobile', text: 'I can give you her mobile number.' }] as const
    const house = aHouse(deskWith(aCall('talking')), nine, [], practice({ stage: 'playing', captions, choices }))
    const room = within(screen.getByRole('region', { name: 'What is being said' }))
    expect(room.getByText('<b>Good</b> morning {{name}}.')).toBeTruthy()

    await press('Say something else')
    await press('I can give you her mobile number.')
    expect(house.wished.at(-1)).toEqual({
      type: 'say',
      key: 'choice.mobile',
      text: 'I can give you her mobile number.',
    })
  })

  it('says nothing for anybody outside practice', () => {
    aHouse(deskWith(aCall('talking')), nine)

    expect(screen.queryByRole('button', { name: 'Say it for me' })).toBeNull()
    expect(screen.queryByRole('region', { name: 'What is being said' })).toBeNull()
  })
})

describe('a desk that is at work', () => {
  it('has its way into practice in the settings, and says that it will not ring meanwhile', async () => {
    const house = aHouse(deskWith(), nine, [], { offered: true, on: undefined })
    await press('Settings')
    expect(screen.getByText(/While you practise, your real line does not ring here/)).toBeTruthy()
    await press('Practise a call')

    expect(house.wished).toEqual([{ type: 'begin' }])
    expect(screen.queryByRole('region', { name: 'Settings' })).toBeNull()
  })

  it('does not leave a call for it', async () => {
    const house = aHouse(deskWith(aCall('talking')), nine, [], { offered: true, on: undefined })
    await press('Settings')
    await press('Practise a call')

    expect(house.wished).toEqual([])
    expect(screen.getByText(/Not while there is a call/)).toBeTruthy()
  })
})

describe('the debrief', () => {
  it('has one thing to do better, what went well, and what was caught', async () => {
    const debriefs = [{ caller: 'hale', name: 'Ms Hale', debrief }]
    const house = aHouse(deskWith(), nine, [], practice({ stage: 'debriefed', debriefs }))
    const room = within(screen.getByRole('region', { name: 'How it went' }))

    expect(room.getByTestId('debrief-next').textContent).toContain('41 seconds')
    expect(room.getByText(/You answered at ring 2/)).toBeTruthy()
    expect(room.getByText('0113').closest('li')?.textContent).toContain('01134960101')
    const response = room.getByText('Pass the message on').closest('li')?.textContent
    expect(response).toContain('Call them back')
    await press('Next call')
    await press('Same call again')
    await press('Done for now')
    expect(house.wished).toEqual([
      { type: 'ring', scene: null },
      { type: 'ring', scene: 'wrong-number' },
      { type: 'closeDebrief' },
    ])
  })
  it('names what was chosen as the notes name it', () => {
    const slots: Debrief['slots'] = [
      { slot: 'response', noted: 'passOn', truth: 'callBack', result: 'wrong', told: true },
      { slot: 'urgency', noted: '', truth: 'urgent', result: 'missed', told: true },
    ]
    const debriefs = [{ caller: 'hale', name: 'Ms Hale', debrief: { ...debrief, slots } }]
    aHouse(deskWith(), nine, [], practice({ stage: 'debriefed', debriefs }))
    const compared = screen.getAllByRole('listitem').map(({ textContent }) => textContent)

    expect(compared).toContain('What shall we doPass the message on differentThey said: Call them back')
    expect(compared).toContain('Urgentnot written downThey said: Urgent')
  })
})
