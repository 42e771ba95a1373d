import { expect, it } from 'vitest'
import type { Call } from '../../domain/call/Call'
import { viewOf } from '../../domain/desk/DeskView'
import { arrange } from '../../renderer/rooms/arrange'
import { aCall, aCallHandedOver, deskWith } from '../support/aCall'

function arranged(calls: readonly Call[], chosen?: string) {
  const { large, poster, slim } = arrange(viewOf(deskWith(...calls)).calls, chosen)
  return { large: large?.callId, poster: poster?.callId, slim: slim.map(({ callId }) => callId) }
}

const call = (phase: Call['phase'], callId: string = phase) => aCall(phase, { callId })

it('gives a call that rings alone the whole window', () => {
  expect(arranged([call('ringing')])).toEqual({ large: undefined, poster: 'ringing', slim: [] })
})

it('keeps the call that talks large, with the one that rings above it, and then those on hold', () => {
  expect(arranged([call('held'), call('talking'), call('ringing')])).toEqual({
    large: 'talking',
    poster: undefined,
    slim: ['ringing', 'held'],
  })
})

it('never lets a record that is owed stand before somebody on the line', () => {
  expect(arranged([call('wrapUp'), call('held')]).large).toBe('held')
  expect(arranged([call('wrapUp'), call('ringing')])).toEqual({ large: 'wrapUp', poster: undefined, slim: ['ringing'] })
})

it('keeps whoever we announce large, since our ear is with the colleague', () => {
  expect(arranged([call('held'), call('handingOver'), call('ringing')])).toEqual({
    large: 'handingOver',
    poster: undefined,
    slim: ['ringing', 'held'],
  })
})

it('lets somebody be sent on in a slim card while we talk to another', () => {
  const sent = aCallHandedOver('ringing', { way: 'send' }, { callId: 'sent' })

  expect(arranged([sent, call('talking')])).toEqual({ large: 'talking', poster: undefined, slim: ['sent'] })
})

it('works on the record that was chosen, else on the latest', () => {
  const owed = [call('wrapUp', 'first'), call('wrapUp', 'second')]

  expect(arranged(owed).large).toBe('second')
  expect(arranged(owed, 'first')).toEqual({ large: 'first', poster: undefined, slim: ['second'] })
})

it('shows nothing of a call that nobody took while it is written down, so that it takes no field from under anybody', () => {
  const saving = call('saving', 'missed') as Extract<Call, { phase: 'saving' }>
  const missed = { ...saving, atOnce: true, answeredAt: undefined }

  expect(arranged([missed])).toEqual({ large: undefined, poster: undefined, slim: [] })
  expect(arranged([missed, call('ringing')]).poster).toBe('ringing')
  expect(arranged([{ ...missed, atOnce: false }]).large, 'one that somebody saves by hand').toBe('missed')
  expect(arranged([call('saving')]).large).toBe('saving')
})
