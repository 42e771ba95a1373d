import { screen } from '@testing-library/react'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aCall, deskWith, nine } from '../support/aCall'
import { speak } from '../../renderer/strings/speech'
import { msOkafor } from '../support/cast'
import { aHouse } from './aHouse'

const labels = () =>
  screen
    .getAllByRole('region')
    .filter(({ dataset }) => dataset['callId'])
    .map(region => `${region.dataset['callId']}: ${region.getAttribute('aria-label')}`)
    .toSorted()

const first = aCall('wrapUp')
const again = aCall('held', { callId: 'once more' })
const third = aCall('talking', { callId: 'and again' })

describe('several calls with one name', () => {
  it('are told apart by those who hear the screen', () => {
    aHouse(deskWith(first, again, third), nine)

    expect(labels()).toEqual([
      'and again: Call with Ms Okafor, 3rd of that name',
      'okafor: Call with Ms Okafor',
      'once more: Call with Ms Okafor, 2nd of that name',
    ])
  })

  it('are told apart in Japanese', () => {
    speak('ja')
    onTestFinished(() => speak('en'))
    const desk = deskWith(first, third)
    aHouse({ ...desk, preferences: { ...desk.preferences, locale: 'ja' } }, nine)

    expect(labels()).toEqual(['and again: Ms Okaforとの通話、同じお名前の2件目', 'okafor: Ms Okaforとの通話'])
  })

  it('are called as ever when one of them is alone again, or the names differ', () => {
    const house = aHouse(deskWith(first, third), nine)
    house.show(deskWith(third))
    expect(labels()).toEqual(['and again: Call with Ms Okafor'])

    const other = aCall('held', { callId: 'other', party: { ...msOkafor, name: 'Ms Hale' } })
    house.show(deskWith(other, third, aCall('ringing', { callId: 'rings' })))
    expect(labels()).toEqual(['and again: Call with Ms Okafor', 'other: Call with Ms Hale', 'rings: Incoming call'])
  })
})
