import { describe, expect, it } from 'vitest'
import type { Call } from '../../../domain/call/Call'
import { type Capture, desiredResponses } from '../../../domain/capture/Capture'
import { type CallView, viewOf } from '../../../domain/desk/DeskView'
import { isSaid, phrase } from '../../../domain/phrases/Phrase'
import { sayNext, sayNow } from '../../../domain/phrases/sayNow'
import { aCall, deskWith, nine } from '../../support/aCall'
import { filledIn, nobodyKnown } from '../../support/cast'

const later = nine + 60_000

function seen(call: Call): CallView {
  const [view] = viewOf(deskWith(call)).calls
  if (!view) throw new Error('no call on the desk')
  return view
}

const talking = (capture: Partial<Capture> = {}) => seen(aCall('talking', { capture: { ...filledIn, ...capture } }))

describe('what to say in a call', () => {
  it('is the greeting while it rings, and until it must have been said', () => {
    const justAnswered = seen(aCall('talking'))

    expect(sayNow(seen(aCall('ringing')), nine).key).toBe('greeting.external.companyAndName')
    expect(sayNow(justAnswered, nine + 5_000).key).toBe('greeting.external.companyAndName')
    expect(sayNext(justAnswered, nine + 5_000)).toEqual(phrase('ask.requirement'))
    expect(sayNow(justAnswered, nine + 12_000)).toEqual(phrase('ask.requirement'))
  })

  it('is no longer the greeting once somebody types', () => {
    const typed = seen(aCall('talking', { capture: { ...filledIn, callerName: '', contact: '' } }))

    expect(sayNow(typed, nine + 5_000)).toEqual(phrase('ask.callerName'))
  })

  it('is the question for the first thing missing, with the next one after it', () => {
    expect(sayNow(talking({ requirement: '' }), later)).toEqual(phrase('ask.requirement'))
    expect(sayNow(talking({ callerName: '', contact: '' }), later)).toEqual(phrase('ask.callerName'))
    expect(sayNext(talking({ callerName: '', contact: '' }), later)?.key).toBe('ask.contactConfirm')
    expect(sayNow(talking({ forWhom: 'Tomas' }), later)).toEqual(phrase('ask.response'))
  })

  it('asks whether the number they call from will do, where there is one', () => {
    expect(sayNow(talking({ contact: '' }), later)).toEqual(phrase('ask.contactConfirm', { number: '+442079460018' }))
  })

  it('asks for a number to call back on when they hide theirs', () => {
    const hidden = seen(
      aCall('talking', { party: nobodyKnown, capture: { ...filledIn, contact: '', response: 'callBack' } }),
    )

    expect(sayNow(hidden, later)).toEqual(phrase('ask.contactForCallBack'))
  })

  it.each(desiredResponses)('closes with what was agreed: %s', response => {
    expect(sayNow(talking({ response }), later)).toEqual(phrase(`close.${response}`))
  })

  it('tells us instead that they cannot hear us', () => {
    expect(sayNow({ ...talking(), phase: 'talking', ...up, silenced: 'lost' }, later)).toEqual(phrase('know.silenced'))
    expect(sayNow({ ...talking(), phase: 'talking', ...up, muted: true }, later)).toEqual(phrase('know.muted'))
  })
})

const up = {
  answeredAt: nine + 4_000,
  muted: false,
  silenced: undefined,
  heard: true,
  gapSince: undefined,
  askedToCall: '',
  handOverAsked: false,
} as const

describe('what to say on hold', () => {
  const held = seen(aCall('held'))
  const heldAt = nine + 20_000

  it.each([
    [0, 'hold.start'],
    [29_999, 'hold.start'],
    [30_000, 'hold.half'],
    [59_999, 'hold.half'],
    [60_000, 'hold.minute'],
  ] as const)('after %i ms it is %s', (waited, key) => {
    expect(sayNow(held, heldAt + waited)).toEqual(phrase(key))
  })

  it('has the words for taking them back ready', () => {
    expect(sayNext(held, heldAt)).toEqual(phrase('hold.back'))
  })
})

describe('when the line is down', () => {
  it('tells us what is owed, and says nothing to anybody', () => {
    const owed = sayNow(seen(aCall('wrapUp')), later)

    expect(owed).toEqual(phrase('know.recordOwed'))
    expect(isSaid(owed)).toBe(false)
    expect(sayNow(seen(aCall('wrapUp', { capture: filledIn })), later)).toEqual(phrase('know.recordDone'))
  })

  it('still tells what the earlier call owes when nobody takes our call back', () => {
    const calledBack = aCall('wrapUp', { answeredBefore: later - 60_000 })
    if (calledBack.phase !== 'wrapUp') throw new Error('a call that is over')

    const notTaken = seen({ ...calledBack, answeredAt: undefined, ending: 'notAnswered' })
    expect(sayNow(notTaken, later)).toEqual(phrase('know.recordOwed'))
  })
})

describe('a call that we place', () => {
  it('tells us whether it rings there, and what to say when they answer', () => {
    expect(sayNow(seen(aCall('calling')), nine)).toEqual(phrase('know.farEndSilent'))
    expect(sayNext(seen(aCall('calling')), nine)).toEqual(phrase('outgoing.introduce', { name: 'Rosa Marín' }))
  })

  it('has the words for an emergency', () => {
    expect(sayNext(seen(aCall('calling', { emergency: true })), nine)).toEqual(phrase('outgoing.emergency'))
  })
})
