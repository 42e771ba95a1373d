import { describe, expect, it } from 'vitest'
import type { Capture } from '../../../domain/capture/Capture'
import type { Known } from '../../../domain/call/Call'
import { type CallView, viewOf } from '../../../domain/desk/DeskView'
import type { HandBack, HandOverPlan, Stage } from '../../../domain/handover/HandOver'
import { afterHandBack, announcement, beforeHandOver } from '../../../domain/phrases/handOverPhrases'
import { isSaid, phrase } from '../../../domain/phrases/Phrase'
import { sayNext, sayNow } from '../../../domain/phrases/sayNow'
import { aCall, aCallHandedOver, deskWith, nine } from '../../support/aCall'
import { filledIn, nobodyKnown, tomas } from '../../support/cast'

const lind = { name: 'Tomas Lind', number: '201' }
const typed = { name: '103', number: '103' }

function seen(stage: Stage, plan: Partial<HandOverPlan> = {}, known: Partial<Known> = {}): CallView {
  const [view] = viewOf(deskWith(aCallHandedOver(stage, plan, known))).calls
  if (!view) throw new Error('no call on the desk')
  return view
}

const announced = (capture: Partial<Capture>, known: Partial<Known> = {}) =>
  announcement(seen('consulting', {}, { capture: { ...filledIn, ...capture }, ...known }))

describe('before a caller is handed over', () => {
  it('they hear to whom they go', () => {
    expect(beforeHandOver(lind)).toEqual(phrase('handOver.before.name', { name: 'Tomas Lind' }))
  })

  it('they hear no extension', () => {
    expect(beforeHandOver(typed)).toEqual(phrase('handOver.before.plain'))
  })
})

describe('what to say while a caller is handed over', () => {
  it.each([
    ['dialling', 'announce', 'know.handOver.dialling'],
    ['ringing', 'announce', 'know.handOver.ringing'],
    ['ringing', 'send', 'know.handOver.sending'],
    ['answeredAtOnce', 'send', 'know.handOver.answeredAtOnce'],
    ['joining', 'announce', 'know.handOver.joining'],
    ['referring', 'refer', 'know.handOver.referring'],
    ['joined', 'announce', 'know.handOver.joined'],
  ] as const)('is nothing, but how it stands, while %s (%s)', (stage, way, key) => {
    const moment = sayNow(seen(stage, { way }), nine)

    expect(moment).toEqual(phrase(key, { name: 'Tomas Lind' }))
    expect(isSaid(moment)).toBe(false)
  })

  it('is ready before the colleague answers, and is said when they do', () => {
    const words = announced({ company: 'Okafor & Sons' })
    const capture = { ...filledIn, company: 'Okafor & Sons' }

    expect(sayNext(seen('ringing', {}, { capture }), nine)).toEqual(words)
    expect(sayNow(seen('consulting', {}, { capture }), nine)).toEqual(words)
  })

  it('is nothing to a colleague who meets the caller at once', () => {
    expect(sayNext(seen('ringing', { way: 'send' }), nine)).toBeUndefined()
  })

  it('is over as soon as the exchange has been asked to join them', () => {
    const call = aCallHandedOver('consulting')
    if (call.handOver.stage !== 'consulting') throw new Error('not consulting')
    const [asked] = viewOf(deskWith({ ...call, handOver: { ...call.handOver, joinAsked: true } })).calls

    expect(asked && sayNow(asked, nine).key).toBe('know.handOver.joining')
  })
})

describe('a colleague hears', () => {
  it('who we are, who calls, from where, and what about', () => {
    expect(announced({ company: 'Okafor & Sons' })).toEqual(
      phrase('handOver.announce.us.nameAndCompanyAbout', {
        ourName: 'Rosa Marín',
        name: 'Ms Okafor',
        company: 'Okafor & Sons',
        requirement: 'The March invoice is wrong',
      }),
    )
  })

  it.each([
    [{}, 'us.nameAbout'],
    [{ requirement: '' }, 'us.name'],
    [{ company: 'Ms Okafor' }, 'us.nameAbout'],
    [{ requirement: '', company: 'Okafor & Sons' }, 'us.nameAndCompany'],
  ] as const)('no more than is known: %j', (capture, key) => {
    expect(announced(capture).key).toBe(`handOver.announce.${key}`)
  })

  it('of somebody who hides their number only what was written down', () => {
    const hidden = { party: nobodyKnown }

    expect(announced({ callerName: '', requirement: '' }, hidden).key).toBe('handOver.announce.us.somebody')
    expect(announced({ callerName: '', company: 'Okafor & Sons' }, hidden).key).toBe(
      'handOver.announce.us.companyAbout',
    )
  })

  it('no name that nobody vouches for', () => {
    const claimed = { line: { kind: 'unverified', because: 'looks-internal', evidence: [] }, party: tomas } as const

    expect(announced({ callerName: '' }, claimed).key).toBe('handOver.announce.us.somebodyAbout')
  })

  it('a long requirement in one breath', () => {
    const said = announced({ requirement: `${'word '.repeat(40)}\nand more` }).values['requirement'] ?? ''

    expect(said.length).toBeLessThanOrEqual(61)
    expect(said.endsWith('word…')).toBe(true)
  })
})

describe('a caller whom nobody took hears', () => {
  it.each<Exclude<HandBack, 'cancelled'>>([
    'busy',
    'declined',
    'unanswered',
    'notFound',
    'unreachable',
    'hungUp',
    'lost',
    'joinRefused',
    'joinSilent',
  ])('what to expect now, when it was %s, and no extension', why => {
    expect(afterHandBack(why, lind)).toEqual(phrase(`handedBack.${why}.name`, { name: 'Tomas Lind' }))
    expect(afterHandBack(why, typed)).toEqual(phrase(`handedBack.${why}.plain`))
  })

  it('thanks for the wait, when we took them back ourselves', () => {
    expect(afterHandBack('cancelled', lind)).toEqual(phrase('hold.back'))
  })
})

describe('a caller who comes back to us', () => {
  const back = { recalledFrom: 'Tomas Lind', capture: filledIn }
  const view = (phase: 'ringing' | 'talking') => viewOf(deskWith(aCall(phase, back))).calls[0]

  it('is not greeted a second time', () => {
    const ringing = view('ringing')

    expect(ringing && sayNow(ringing, nine)).toEqual(phrase('greeting.recalled.name', { name: 'Tomas Lind' }))
  })

  it('hears why, and then what is still missing', () => {
    const talking = view('talking')

    expect(talking && sayNow(talking, nine + 6_000).key).toBe('greeting.recalled.name')
    expect(talking && sayNow(talking, nine + 13_000).key).toBe('close.plain')
  })
})
