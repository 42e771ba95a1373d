import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { preferencesIn } from '../../domain/desk/Preferences'
import { type Locale, locales } from '../../domain/desk/Settings'
import { type OpenApp, openApp } from '../../electron/app'
import { openClock } from '../../electron/desk/Clock'
import { openJournal } from '../../electron/journal/openJournal'
import type { AppSettings } from '../../electron/openSession'
import { openPracticeExchange } from '../../electron/practice/PracticeExchange'
import { practiceAppSettings } from '../../electron/practice/practiceAppSettings'
import { readScenes } from '../../electron/practice/readScenes'
import { writeStoreFile } from '../../electron/settings/writeStoreFile'
import { openPreferences } from '../../electron/settings/openPreferences'
import { until } from '../exchange/rig/until'
import { aKeptLine } from '../support/anInterrupted'
import { aRecord } from '../support/aRecord'
import { anInvitation, office, people } from '../support/cast'
import { aFolder } from './journal/aFolder'

// The whole app without a window: a desk at work that goes into practice, and comes back.

interface Wanted {
  readonly profile?: string
  readonly settings?: Partial<AppSettings>
  readonly language?: Locale
  readonly speed?: number
  readonly assets?: string
}

function anApp({
  profile = aFolder(),
  settings = {},
  language = 'en',
  speed = 1,
  assets = 'assets/practice',
}: Wanted = {}) {
  const log: string[] = []
  const quit = vi.fn()
  const preferences = openPreferences(profile, language, undefined, writeStoreFile)
  const app = openApp({
    practice: { assets, pace: 60 },
    profile,
    settings: {
      desk: { ...office, accounts: [] },
      accounts: [],
      people,
      findings: [],
      preferences: { ...preferences, kept: preferencesIn(language) },
      ...settings,
    },
    clock: openClock(speed),
    writeLog: (_, line) => log.push(line),
    withTimings: false,
    quit,
  })
  onTestFinished(() => app.close())
  const now = () => app.shown.getState().shown
  const practise = (wish: object) => app.servants.serve('practise', wish)
  return {
    app,
    profile,
    quit,
    now,
    practise,
    openRecords: () => now().desk.openRecords,
    bugs: () => log.filter(line => line.includes(' bug ')),
    begins: () => {
      practise({ type: 'begin' })
      return until('practice is on', () => now().practice.on)
    },
    leaves: async () => {
      practise({ type: 'leave' })
      await until('practice is over', () => !now().practice.on)
    },
  }
}

/** Declines whoever rings, until the scene is over; answers whose calls are looked back on. */
async function declinesEverybody(app: OpenApp): Promise<readonly string[]> {
  const decline = () => {
    for (const { callId, phase } of app.desk.state.getState().calls) {
      if (phase === 'ringing') app.desk.attempt({ type: 'decline', callId })
    }
  }
  const unwatch = app.desk.state.subscribe(() => queueMicrotask(decline))
  decline()
  const on = await until('it is told how it went', () => {
    const view = app.shown.getState().shown.practice.on
    return view?.stage === 'debriefed' && view
  })
  unwatch()
  return on.debriefs.map(({ caller }) => caller)
}

/** A phone system of the office's own. */
async function anOffice() {
  const exchange = await openPracticeExchange()
  onTestFinished(() => exchange.close())
  const { desk, accounts } = practiceAppSettings(exchange, 'en', { kept: preferencesIn('en'), keep: () => undefined })
  return { exchange, settings: { desk: { ...desk, practice: false }, accounts } }
}

const { scenes } = readScenes('assets/practice/scenes')

describe.each(locales)('in %s', language => {
  it('everybody of every scene rings, and is looked back on', { timeout: 120_000 }, async () => {
    const { app, begins, practise } = anApp({ language, speed: 20 })
    await begins()
    await declinesEverybody(app)
    for (const scene of scenes) {
      practise({ type: 'ring', scene: scene.id })
      const callers = scene.in(language).callers.map(({ id }) => id)
      expect(await declinesEverybody(app), scene.id).toEqual(callers)
    }
  })
})

describe('practice', () => {
  it('looks back on a call however many records of practice were left open', async () => {
    const profile = aFolder()
    const journal = openJournal(join(profile, 'practice'))
    for (let each = 0; each < 40; each += 1) journal.keep(aRecord({ callId: `left ${each}` }))
    journal.close()
    const { app, begins } = anApp({ profile })
    await begins()

    expect(await declinesEverybody(app)).toHaveLength(1)
  })

  it('does not lose a call that nobody has looked back on, whatever is asked of it', async () => {
    const { app, profile, begins, practise, now } = anApp()
    await begins()
    const call = await until('it rings', () => now().desk.calls[0])
    practise({ type: 'closeDebrief' })
    practise({ type: 'ring', scene: null })
    practise({ type: 'ring', scene: 'no such scene' })
    practise({ type: 'say', key: '__proto__', text: 'hello' })
    practise({ type: 'begin' })

    expect(await declinesEverybody(app)).toHaveLength(1)
    const journal = openJournal(join(profile, 'practice'))
    onTestFinished(() => journal.close())
    expect(journal.list({ search: '', offset: 0, limit: 9 }).records).toMatchObject([{ callId: call.callId }])
  })

  it('is over when the last wish was to leave, and has given everything back', async () => {
    const { app, practise, now, bugs } = anApp()
    for (let each = 0; each < 3; each += 1) {
      practise({ type: 'begin' })
      practise({ type: 'leave' })
    }
    await app.close()

    expect(now().practice.on).toBeUndefined()
    expect(app.holds()).toMatchObject({ practice: undefined, legs: 0, sessions: 0 })
    expect(bugs()).toEqual([])
  })
})

describe('another language, chosen in practice', () => {
  it('is spoken from the next call on, with the people of that language', async () => {
    const { app, begins, practise, now } = anApp()
    await begins()
    const call = await until('it rings', () => now().desk.calls[0])
    app.desk.attempt({ type: 'prefer', changes: { phrases: 'ja' } })
    practise({ type: 'ring', scene: 'wrong-number' })
    expect(now()).toMatchObject({ desk: { calls: [{ callId: call.callId }] }, practice: { on: { language: 'en' } } })
    await declinesEverybody(app)
    expect(now().practice.on?.language).toBe('en')

    practise({ type: 'ring', scene: 'wrong-number' })
    const on = await until('it is coming', () => {
      const view = now().practice.on
      return view?.language === 'ja' && view.scene && view
    })
    expect(on.scene).toMatchObject({ id: 'wrong-number', title: expect.stringMatching(/\p{Script=Hiragana}/u) })
    expect(now().desk.preferences.phrases).toBe('ja')
    expect(await declinesEverybody(app)).toHaveLength(1)
  })
})

describe('a desk at work', () => {
  it('stays at work when the disk refuses practice, says so, and can try again', async () => {
    const profile = aFolder()
    writeFileSync(join(profile, 'practice'), 'in the way')
    const { app, practise, begins, leaves, now, bugs } = anApp({ profile })
    practise({ type: 'begin' })
    const first = await until('it is told', () => now().practice.trouble)
    practise({ type: 'begin' })
    const again = await until('it is told again', () => {
      const { trouble } = now().practice
      return trouble && trouble.told !== first.told && trouble
    })

    expect(again).toMatchObject({ what: 'begin', problem: expect.stringMatching(/\w/) })
    expect(bugs()).toHaveLength(2)
    expect(now().practice.on).toBeUndefined()
    practise({ type: 'dismissTrouble' })
    expect(now().practice.trouble).toBeUndefined()

    rmSync(join(profile, 'practice'))
    await begins()
    await leaves()
    expect(now().practice.trouble).toBeUndefined()
    app.desk.heed({ type: 'callInvited', callId: 'real', invitation: anInvitation(), at: Date.now() })
    expect(now().desk.calls).toMatchObject([{ callId: 'real', phase: 'ringing' }])
    expect(app.holds().practice).toBeUndefined()
  })

  it('stays at work, and rings, when there are no scenes to practise', async () => {
    const { exchange, settings } = await anOffice()
    const { app, practise, now } = anApp({ settings, assets: aFolder() })
    await until('it is registered', () => exchange.isRegistered)
    practise({ type: 'begin' })
    await until('it is told', () => now().practice.trouble)

    expect(now().practice.on).toBeUndefined()
    expect(now().desk.practice).toBe(false)
    expect(app.holds().practice).toBeUndefined()
    exchange.ring({ number: '+442079460018', name: 'Ms Okafor', line: 'external' })
    const call = await until('it rings', () => now().desk.calls[0])
    app.desk.attempt({ type: 'decline', callId: call.callId })
    await until('the desk is empty', () => now().desk.calls.length === 0)
  })

  it('is reached from practice when the disk opens nothing more', async () => {
    const { exchange, settings } = await anOffice()
    const { begins, leaves, now, profile } = anApp({ settings })
    await begins()
    for (const file of readdirSync(profile).filter(name => name.startsWith('journal'))) {
      rmSync(join(profile, file))
      mkdirSync(join(profile, file))
    }
    await leaves()
    await until('it is registered again', () => exchange.isRegistered)

    expect(now().practice.trouble).toBeUndefined()
  })

  it('stays at work when somebody rings while practice opens', async () => {
    const { app, practise, now } = anApp()
    practise({ type: 'begin' })
    await Promise.resolve()
    app.desk.heed({ type: 'callInvited', callId: 'real', invitation: anInvitation(), at: Date.now() })
    practise({ type: 'leave' })
    await app.close()

    expect(now().desk.calls).toMatchObject([{ callId: 'real', phase: 'ringing' }])
  })

  it('stays at work while a caller from before the app died may still be on the line', async () => {
    const profile = aFolder()
    const journal = openJournal(profile)
    journal.keep(aRecord({ state: 'live', ending: undefined, endedAt: undefined }), aKeptLine())
    journal.close()
    const { app, practise, now } = anApp({ profile, settings: { desk: office } })
    expect(now().desk.interrupted).toHaveLength(1)
    practise({ type: 'begin' })
    practise({ type: 'leave' })
    await app.close()

    expect(now().desk.interrupted).toHaveLength(1)
  })

  it.each([
    ['says again what was found at its start and nobody has read', false],
    ['says no more what was found at its start once somebody has read it', true],
  ])('%s', async (_, read) => {
    const skipped = { kind: 'people-skipped', file: 'people.csv', lines: 2, first: 'no name' } as const
    const { app, begins, leaves, now } = anApp({ settings: { findings: [skipped] } })
    if (read) app.desk.attempt({ type: 'dismissFindings' })
    await begins()
    expect(now().desk.findings).toEqual([])
    await leaves()

    expect(now().desk.findings).toEqual(read ? [] : [skipped])
  })

  it('is registered nowhere else while it practises, and can be called again afterwards', async () => {
    const { exchange, settings } = await anOffice()
    const { app, begins, leaves, now } = anApp({ settings })
    await until('it is registered', () => exchange.isRegistered)
    await begins()
    await until('the office knows', () => !exchange.isRegistered)
    await leaves()
    await until('it is registered again', () => exchange.isRegistered)
    exchange.ring({ number: '+442079460018', name: 'Ms Okafor', line: 'external' })

    const call = await until('it rings', () => now().desk.calls[0])
    expect(call).toMatchObject({ phase: 'ringing', party: { name: 'Ms Okafor' } })
    app.desk.attempt({ type: 'decline', callId: call.callId })
    await until('the desk is empty', () => now().desk.calls.length === 0)
  })

  it('is back at work when whoever practised has walked away', async () => {
    const { exchange, settings } = await anOffice()
    const { begins, now } = anApp({ settings, speed: 600 })
    await until('it is registered', () => exchange.isRegistered)
    await begins()
    await until('practice is over', () => !now().practice.on)
    await until('it is registered again', () => exchange.isRegistered)
  })

  it('says what is owed at work when somebody quits out of practice', async () => {
    const profile = aFolder()
    const journal = openJournal(profile)
    journal.keep(aRecord())
    journal.close()
    const { app, begins, now, quit } = anApp({ profile })
    await begins()
    await until('it rings', () => now().desk.calls[0])
    app.desk.attempt({ type: 'quit', anyway: false })
    await until('it is said', () => now().desk.notice)

    expect(now().desk.notice).toMatchObject({ refusal: { reason: 'still-open', callsUp: 0, recordsOwed: 1 } })
    expect(quit).not.toHaveBeenCalled()
  })

  it('quits out of a call in practice when nothing is owed at work', async () => {
    const { app, begins, now, quit } = anApp()
    await begins()
    await until('it rings', () => now().desk.calls[0])
    app.desk.attempt({ type: 'quit', anyway: false })
    await until('it quits', () => quit.mock.calls.length > 0)
  })
})
