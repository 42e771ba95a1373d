import { describe, expect, it } from 'vitest'
import { greetingFor } from '../../../domain/phrases/greetingFor'
import { ringsSince } from '../../../domain/phrases/ringsSince'
import { nine } from '../../support/aCall'

const known = { answerAs: 'Example Trading', ourName: 'Rosa Marín', recalledFrom: '' }

describe('the greeting', () => {
  it('names the company that was called, and us, to a customer', () => {
    expect(greetingFor({ ...known, inForce: 'external' }, 1)).toEqual({
      key: 'greeting.external.companyAndName',
      values: { company: 'Example Trading', name: 'Rosa Marín' },
    })
  })

  it('greets whoever is not confirmed like a customer', () => {
    expect(greetingFor({ ...known, inForce: 'unverified' }, 1)).toEqual(
      greetingFor({ ...known, inForce: 'external' }, 1),
    )
  })

  it('says no company name to a colleague', () => {
    expect(greetingFor({ ...known, inForce: 'internal' }, 1)).toEqual({
      key: 'greeting.internal.name',
      values: { name: 'Rosa Marín' },
    })
  })

  it.each([
    ['external', 'greeting.externalLate.companyAndName'],
    ['unverified', 'greeting.externalLate.companyAndName'],
    ['internal', 'greeting.internalLate.name'],
  ] as const)('apologises for the wait from the third ring on, on a line that is %s', (inForce, key) => {
    expect(greetingFor({ ...known, inForce }, 2).key).not.toBe(key)
    expect(greetingFor({ ...known, inForce }, 3).key).toBe(key)
    expect(greetingFor({ ...known, inForce }, 9).key).toBe(key)
  })

  it.each([
    ['', 'Rosa Marín', 'greeting.external.name'],
    ['Example Trading', '', 'greeting.external.company'],
    ['', '', 'greeting.external.plain'],
  ])('leaves out what is not known: company "%s", name "%s"', (answerAs, ourName, key) => {
    expect(greetingFor({ ...known, answerAs, ourName, inForce: 'external' }, 1).key).toBe(key)
  })
})

describe('the rings', () => {
  it.each([
    [0, 1],
    [2_999, 1],
    [3_000, 2],
    [6_000, 3],
  ])('after %i ms it is ring %i', (waited, ring) => {
    expect(ringsSince(nine, nine + waited)).toBe(ring)
  })

  it('never counts backwards when the clocks disagree', () => {
    expect(ringsSince(nine, nine - 5_000)).toBe(1)
  })
})
