import { describe, expect, it } from 'vitest'
import { applyFact } from '../../../domain/desk/applyFact'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk } from '../../../domain/desk/Desk'
import { viewOf } from '../../../domain/desk/DeskView'
import type { Intent } from '../../../domain/desk/Intent'
import { preferencesIn } from '../../../domain/desk/Preferences'
import { aCall, deskWith, nine } from '../../support/aCall'

const callId = 'okafor'
const after = (desk: Desk, ...intents: readonly Intent[]): Desk =>
  intents.reduce((before, intent) => considerIntent(before, intent).desk, desk)
const shown = (desk: Desk, id = callId) => viewOf(desk).calls.find(call => call.callId === id)
const inJapanese: Intent = { type: 'speakIn', callId, language: 'ja' }

describe('what a person prefers', () => {
  it('holds at once, and is kept', () => {
    const preferences = { ...preferencesIn('en'), locale: 'ja', ring: { volume: 0.3, output: 'desk speaker' } } as const
    const { desk, commands } = considerIntent(deskWith(), { type: 'prefer', changes: preferences })

    expect(viewOf(desk).preferences).toEqual(preferences)
    expect(commands).toEqual([{ type: 'keepPreferences', preferences }])
  })

  it('is changed in one thing alone, so that of two quick changes neither undoes the other', () => {
    const { desk, commands } = considerIntent(
      after(deskWith(), { type: 'prefer', changes: { ring: { output: 'desk' } } }),
      {
        type: 'prefer',
        changes: { ring: { volume: 1 } },
      },
    )
    const preferences = { ...preferencesIn('en'), ring: { volume: 1, output: 'desk' } }

    expect(viewOf(desk).preferences).toEqual(preferences)
    expect(commands).toEqual([{ type: 'keepPreferences', preferences }])
  })

  it('is the language of every call that was not switched to another', () => {
    const desk = after(deskWith(aCall('talking'), aCall('held', { callId: 'second' })), inJapanese)
    const preferred = after(desk, { type: 'prefer', changes: { phrases: 'ja' } })

    expect([shown(desk)?.language, shown(desk, 'second')?.language]).toEqual(['ja', 'en'])
    expect(shown(preferred, 'second')?.language).toBe('ja')
    expect(shown(after(preferred, { ...inJapanese, language: 'en' }))?.language).toBe('en')
  })

  it('leaves the language of the app alone when only a call is switched', () => {
    expect(viewOf(after(deskWith(aCall('talking')), inJapanese)).preferences).toEqual(preferencesIn('en'))
  })
})

describe('a ring that is silenced', () => {
  const hush: Intent = { type: 'hush', callId }

  it('rings on for the caller and on the screen, and other calls ring as ever', () => {
    const before = deskWith(aCall('ringing'), aCall('ringing', { callId: 'second' }))
    const { desk, commands } = considerIntent(before, hush)

    expect(commands).toEqual([])
    expect(desk.calls).toEqual(before.calls)
    expect([shown(desk)?.hushed, shown(desk, 'second')?.hushed]).toEqual([true, false])
  })

  it('is remembered as long as there is the call, and no longer', () => {
    const gone: Intent[] = [inJapanese, hush, hush]
    const silenced = after(deskWith(aCall('ringing')), ...gone)
    const ended = applyFact(silenced, {
      type: 'callEnded',
      callId,
      at: nine + 9_000,
      by: 'them',
      code: undefined,
      elsewhere: false,
    })
    const saved = ended.commands.find(command => command.type === 'saveRecord')
    const over = saved
      ? applyFact(ended.desk, { type: 'recordSaved', record: saved.record, openRecords: 0 }).desk
      : ended.desk

    expect(silenced.hushed).toEqual([callId])
    expect(over.calls).toEqual([])
    expect([over.hushed, over.languages]).toEqual([[], {}])
  })
})
