import { expect, it, onTestFinished, vi } from 'vitest'
import { type OpenApp, openApp } from '../../electron/app'
import { openClock } from '../../electron/desk/Clock'
import { openJournal } from '../../electron/journal/openJournal'
import { writeStoreFile } from '../../electron/settings/writeStoreFile'
import { openPreferences } from '../../electron/settings/openPreferences'
import { nine } from '../support/aCall'
import { aKeptLine } from '../support/anInterrupted'
import { aRecord } from '../support/aRecord'
import { anInvitation, office, people } from '../support/cast'
import { aFolder } from './journal/aFolder'

// The whole app on a real journal, without an exchange.

const live = aRecord({ state: 'live', ending: undefined, endedAt: undefined })

function anApp(profile: string, log: string[] = []): OpenApp {
  const app = openApp({
    practice: undefined,
    profile,
    settings: {
      desk: office,
      accounts: [],
      people,
      findings: [],
      preferences: openPreferences(profile, 'en', undefined, writeStoreFile),
    },
    clock: openClock(1),
    writeLog: (_, line) => log.push(line),
    withTimings: false,
    quit: () => undefined,
  })
  onTestFinished(() => app.close())
  return app
}

it('owes the record of a call in which it died, and waits to have its caller back', async () => {
  const profile = aFolder()
  const before = openJournal(profile)
  before.keep(live, aKeptLine({ muted: true }))
  before.keep({ ...live, callId: 'ringing', answeredAt: undefined })
  before.noteLife(nine + 30_000)
  before.close()

  const app = anApp(profile)
  const { interrupted, openRecords, calls } = app.desk.state.getState()
  expect(interrupted).toMatchObject([
    {
      record: { callId: 'okafor', state: 'open', ending: 'interrupted' },
      line: aKeptLine({ muted: true }),
      aliveAt: nine + 30_000,
      recent: false,
      stage: 'waiting',
    },
  ])
  expect(openRecords).toBe(1)
  expect(calls).toEqual([])
  expect(app.shown.getState().shown.desk.interrupted).toMatchObject([{ callId: 'okafor', name: 'Ms Okafor' }])
  await app.close()

  const after = openJournal(profile)
  onTestFinished(() => after.close())
  expect(after.find('okafor')).toMatchObject({ state: 'open', ending: 'interrupted' })
  expect(after.find('ringing')).toMatchObject({ state: 'closed', ending: 'missed' })
  expect(after.interrupted(), 'closed before the caller was back').toMatchObject([
    { record: { callId: 'okafor', state: 'open' }, line: aKeptLine({ muted: true }), aliveAt: nine + 30_000 },
  ])
})

it('waits for its caller again when it was closed before they were back, and forgets them when they are gone', async () => {
  const profile = aFolder()
  const before = openJournal(profile)
  before.keep(live, aKeptLine())
  before.noteLife(nine + 30_000)
  before.close()
  await anApp(profile).close()

  const again = anApp(profile)
  const { interrupted, openRecords } = again.desk.state.getState()
  expect(interrupted).toMatchObject([{ record: { callId: 'okafor' }, aliveAt: nine + 30_000, stage: 'waiting' }])
  expect(openRecords).toBe(1)
  again.desk.heed({ type: 'callGone', callId: 'okafor' })
  await again.close()

  expect(anApp(profile).desk.state.getState()).toMatchObject({ interrupted: [], openRecords: 1 })
})

it('writes the line and a sign of life down, from which the next start knows that it died just now', async () => {
  const profile = aFolder()
  const { desk } = anApp(profile)
  const callId = 'okafor'
  // Answered too long ago for that, were there no other sign of life.
  const before = Date.now() - 60_000
  desk.heed({ type: 'callInvited', callId, invitation: anInvitation(), at: before })
  desk.heed({ type: 'callAnswered', callId, at: before })
  desk.heed({ type: 'legIdentified', callId, dialog: aKeptLine().dialog })
  await new Promise(resolve => setImmediate(resolve))

  // Nobody has closed the first, as after a crash.
  expect(anApp(profile).desk.state.getState().interrupted).toMatchObject([
    { record: { callId }, line: { dialog: aKeptLine().dialog, answeredAt: before }, recent: true },
  ])
  expect(desk.state.getState().interrupted).toEqual([])
})

it('gives no more signs of life when it is closed in a call', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const log: string[] = []
  const app = anApp(aFolder(), log)
  app.desk.heed({ type: 'callInvited', callId: 'okafor', invitation: anInvitation(), at: nine })
  app.desk.heed({ type: 'callAnswered', callId: 'okafor', at: nine })
  await app.close()
  vi.advanceTimersByTime(10_000)
  await new Promise(resolve => setImmediate(resolve))
  expect(log.filter(line => line.includes(' bug '))).toEqual([])
})

it('begins a day without a word when nobody was on the line', () => {
  const { desk } = anApp(aFolder())
  expect(desk.state.getState()).toMatchObject({ interrupted: [], openRecords: 0, notice: undefined })
})
