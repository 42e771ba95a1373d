import { describe, expect, it } from 'vitest'
import type { Call } from '../../../domain/call/Call'
import { viewOf } from '../../../domain/desk/DeskView'
import { aCall, deskWith } from '../../support/aCall'
import { filledIn, msOkafor } from '../../support/cast'

const view = (call: Call) => viewOf(deskWith(call)).calls[0]

describe('what the rooms are shown', () => {
  it('says what is still owed, by the line as the user corrected it', () => {
    expect(view(aCall('talking'))).toMatchObject({
      inForce: 'external',
      missing: ['requirement', 'callerName', 'contact'],
    })
    expect(view(aCall('talking', { corrected: 'internal' }))).toMatchObject({
      inForce: 'internal',
      missing: ['requirement'],
    })
    expect(view(aCall('talking', { capture: filledIn }))?.missing).toEqual([])
  })

  it('says that nothing is owed for a call that nobody answered', () => {
    const missed = { ...aCall('wrapUp'), answeredAt: undefined, ending: 'missed' } as Call
    expect(view(missed)?.missing).toEqual([])
  })

  it('suggests the number on the screen and never one that was withheld', () => {
    expect(view(aCall('talking'))?.suggestedContact).toBe(msOkafor.number)
    expect(view(aCall('talking', { party: { ...msOkafor, withheld: true } }))?.suggestedContact).toBe('')
  })

  it('holds nothing by which somebody could sign in', () => {
    const shown = viewOf(deskWith(aCall('ringing')))
    expect(Object.keys(shown.accounts[0] ?? {}).sort()).toEqual([
      'accountId',
      'country',
      'displayName',
      'extension',
      'registration',
    ])
  })
})
