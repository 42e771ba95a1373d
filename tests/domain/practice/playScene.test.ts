import { describe, expect, it } from 'vitest'
import { aCaller, aColleague, aPart, aScene } from '../../support/aScene'
import { aPractice } from '../../support/aPractice'

const answered = (scene = aScene()) => {
  const practice = aPractice(scene)
  practice.answers()
  return practice
}

const greeted = (scene = aScene()) => {
  const practice = answered(scene)
  practice.says('greeting.external.plain')
  return practice
}

describe('a caller', () => {
  it('waits to be greeted, and then says why they call', () => {
    const practice = answered()
    expect(practice.captions()).toEqual([])
    practice.says('greeting.external.companyAndName')
    expect(practice.captions()).toEqual(['greeting'])
    expect(practice.story().told).toEqual(['requirement'])
  })

  it('answers what they are asked', () => {
    const practice = greeted()
    practice.says('ask.callerName')
    practice.says('ask.contactForCallBack')
    expect(practice.captions()).toEqual(['greeting', 'callerName', 'contact'])
  })

  it('answers a question that comes before any greeting with both', () => {
    const practice = answered()
    practice.says('ask.callerName')
    expect(practice.captions()).toEqual(['greeting', 'callerName'])
  })

  it('says it another way each time they are asked again, and the last way from then on', () => {
    const name = [['mumbled'], ['clear', 'spelled']]
    const practice = greeted(aScene({ callers: [aCaller(aPart({}, { callerName: name }))] }))
    for (let times = 0; times < 3; times += 1) practice.says('ask.callerName')
    expect(practice.captions()).toEqual(['greeting', 'mumbled', 'clear', 'spelled', 'clear', 'spelled'])
  })

  it('does not understand what they have no answer to', () => {
    const practice = greeted()
    practice.says('ask.urgency')
    expect(practice.captions().at(-1)).toBe('unsure')
  })

  it('takes note of a sentence that is no question', () => {
    const plain = aCaller(aPart({}, { absence: [['isee']] }))
    const practice = greeted(aScene({ callers: [plain] }))
    practice.says('absence.out.until')
    expect(practice.captions().at(-1)).toBe('isee')
  })

  it('says goodbye and hangs up when the call is closed', () => {
    const practice = greeted()
    practice.says('close.passOn')
    expect(practice.captions().at(-1)).toBe('closing')
    expect(practice.acts().at(-1)).toEqual({ type: 'hangUp', who: 'okafor' })
    expect(practice.story().ending).toBe('goodbye')
    expect(practice.isOver()).toBe(true)
  })

  it('waits for us to hang up when that is their manner, but not for ever', () => {
    const practice = greeted(aScene({ callers: [aCaller({ atTheEnd: 'waits' })] }))
    practice.says('close.passOn')
    expect(practice.isOver()).toBe(false)
    practice.waits(6_000)
    expect(practice.story()).toMatchObject({ ending: 'goodbye', silences: 0 })
  })

  it('says once what is still missing before they let the call be closed', () => {
    const practice = greeted(aScene({ callers: [aCaller({ needs: ['callerName'] })] }))
    practice.says('close.passOn')
    expect(practice.captions().at(-1)).toBe('notYet')
    expect(practice.isOver()).toBe(false)
    practice.says('close.passOn')
    expect(practice.story().ending).toBe('goodbye')
  })

  it('is cut off when the learner hangs up before goodbye', () => {
    const practice = greeted()
    practice.hangsUp()
    expect(practice.story().ending).toBe('cutOff')
  })

  it('answers a sentence that only this scene offers', () => {
    const choices = [{ id: 'no', text: 'I cannot.', topic: 'callerName' as const, forbidden: undefined }]
    const practice = greeted(aScene({ choices }))
    practice.says('choice.no')
    expect(practice.captions().at(-1)).toBe('callerName')
  })
})

describe('the microphone', () => {
  it('greets with whatever is said first', () => {
    const practice = answered()
    practice.speaks(1_500)
    practice.listens()
    expect(practice.captions()).toEqual(['greeting'])
  })

  it('asks the question that stood on the screen', () => {
    const practice = greeted()
    practice.speaks(1_500, 'ask.callerName')
    practice.listens()
    expect(practice.captions()).toEqual(['greeting', 'callerName'])
  })

  it('is believed to have asked before a hold, and to have said goodbye before the end', () => {
    const practice = greeted()
    practice.speaks(2_000)
    practice.holds()
    practice.waits(8_000)
    practice.takesBack()
    practice.speaks(2_000)
    practice.hangsUp()
    expect(practice.story()).toMatchObject({ ending: 'goodbye', holds: [{ asked: true }] })
  })

  it('is no goodbye when it was long ago, or when they still speak', () => {
    const early = greeted()
    early.speaks(2_000)
    early.waits(10_000)
    early.hangsUp()
    expect(early.story().ending).toBe('cutOff')

    const rude = greeted()
    rude.speaks(2_000)
    rude.tell({ type: 'said', who: 'okafor', key: 'ask.callerName' })
    rude.hangsUp()
    expect(rude.story().ending).toBe('cutOff')
  })

  it('asks nothing with a cough', () => {
    const practice = greeted()
    practice.speaks(500, 'ask.callerName')
    practice.listens()
    expect(practice.captions()).toEqual(['greeting'])
  })
})

describe('talking over somebody', () => {
  it('stops them; they say so, and then what they were saying', () => {
    const practice = answered()
    practice.tell({ type: 'said', who: 'okafor', key: 'greeting.external.plain' })
    practice.waits(500)
    practice.speaks(1_300)
    practice.listens()
    expect(practice.captions()).toEqual(['greeting', 'talkedOver', 'greeting'])
    expect(practice.story()).toMatchObject({ talkedOver: 1, told: ['requirement'] })
  })

  it('is no nod', () => {
    const practice = answered()
    practice.tell({ type: 'said', who: 'okafor', key: 'greeting.external.plain' })
    practice.waits(500)
    practice.speaks(1_100)
    practice.listens()
    expect(practice.captions()).toEqual(['greeting'])
    expect(practice.story().talkedOver).toBe(0)
  })

  it('makes them hang up when it goes on and on', () => {
    const practice = answered(aScene({ callers: [aCaller({ patience: { ringing: 1, hold: 1, slights: 2 } })] }))
    practice.tell({ type: 'said', who: 'okafor', key: 'greeting.external.plain' })
    practice.speaks(1_300)
    practice.waits(2_500)
    practice.speaks(1_300)
    practice.listens()
    expect(practice.captions().at(-1)).toBe('giveUp')
    expect(practice.story().ending).toBe('gaveUpTalking')
  })
})

describe('silence', () => {
  it('is noticed after six seconds, and not before', () => {
    const practice = greeted()
    practice.waits(5_999)
    expect(practice.story().silences).toBe(0)
    practice.waits(1)
    expect(practice.story().silences).toBe(1)
    expect(practice.captions().at(-1)).toBe('silence')
  })

  it('is noticed when a call is answered and nobody speaks', () => {
    const practice = answered()
    practice.waits(6_000)
    expect(practice.captions()).toEqual(['silence'])
  })

  it('ends the call when it comes a third time in a row', () => {
    const practice = greeted()
    practice.waits(60_000)
    expect(practice.captions()).toEqual(['greeting', 'silence', 'silence', 'giveUp'])
    expect(practice.story().ending).toBe('gaveUpTalking')
  })

  it('is none while they are on hold', () => {
    const practice = greeted()
    practice.says('hold.start')
    practice.holds()
    practice.waits(20_000)
    expect(practice.story().silences).toBe(0)
  })
})

describe('ringing and holding', () => {
  it('gives up ringing when nobody answers', () => {
    const practice = aPractice(aScene())
    practice.waits(30_000)
    expect(practice.acts().at(-1)).toEqual({ type: 'giveUp', who: 'okafor' })
    expect(practice.story().ending).toBe('gaveUpRinging')
  })

  it('says whether a hold was asked for', () => {
    const practice = greeted()
    practice.holds()
    practice.waits(5_000)
    practice.takesBack()
    practice.says('hold.start')
    practice.holds()
    practice.waits(7_000)
    practice.takesBack()
    expect(practice.story().holds.map(({ from, to, asked }) => [to - from, asked])).toEqual([
      [5_000, false],
      [7_000, true],
    ])
  })

  it('complains of a minute on hold', () => {
    const practice = greeted()
    practice.says('hold.start')
    practice.holds()
    practice.waits(61_000)
    practice.takesBack()
    practice.listens()
    expect(practice.captions().at(-1)).toBe('heldLong')
  })

  it('hangs up when the hold outlasts the caller', () => {
    const practice = greeted()
    practice.holds()
    practice.waits(90_000)
    expect(practice.acts().at(-1)).toEqual({ type: 'hangUp', who: 'okafor' })
    expect(practice.story().ending).toBe('gaveUpOnHold')
  })

  it('says again after a hold what the hold cut off', () => {
    const practice = answered()
    practice.tell({ type: 'said', who: 'okafor', key: 'greeting.external.plain' })
    practice.waits(1_000)
    practice.holds()
    practice.waits(3_000)
    practice.takesBack()
    practice.says('hold.back')
    expect(practice.captions()).toEqual(['greeting', 'greeting', 'back'])
    expect(practice.story().told).toEqual(['requirement'])
  })
})

describe('a hand-over', () => {
  it('goes to a colleague who answers, hears who it is, and takes them', () => {
    const practice = greeted()
    practice.says('handOver.before.name')
    practice.holds()
    practice.tell({ type: 'answered', who: '201' })
    expect(practice.captions('201')).toEqual(['pickUp'])
    practice.listens()
    practice.says('handOver.announce.us.name', '201')
    expect(practice.captions('201')).toEqual(['pickUp', 'announcement'])
    practice.joins('201')
    expect(practice.story()).toMatchObject({ ending: 'handedOver', handOvers: [{ to: '201', cameBack: undefined }] })
    expect(practice.isOver()).toBe(true)
    practice.waits(60_000)
    expect(practice.captions('201')).toEqual(['pickUp', 'announcement'])
    expect(practice.acts().at(-1)).toEqual({ type: 'hangUp', who: 'okafor' })
  })

  it('is refused by a colleague who will not take them', () => {
    const colleagues = { '201': aColleague({ does: 'answers', afterMs: 1_000, takes: false }) }
    const practice = greeted(aScene({ colleagues }))
    practice.holds()
    practice.tell({ type: 'answered', who: '201' })
    practice.says('handOver.announce.us.name', '201')
    expect(practice.acts().at(-1)).toEqual({ type: 'hangUp', who: '201' })
    practice.getsBack('201', 'hungUp')
    practice.takesBack()
    practice.says('handedBack.hungUp.name')
    expect(practice.captions('okafor').at(-1)).toBe('takeMessage')
    expect(practice.story().handOvers).toEqual([{ to: '201', cameBack: 'hungUp' }])
  })

  it('meets a mailbox, which says its sentence and hears nothing', () => {
    const practice = greeted(aScene({ colleagues: { '201': aColleague({ does: 'mailbox' }) } }))
    practice.holds()
    practice.tell({ type: 'answered', who: '201' })
    practice.listens()
    practice.says('handOver.announce.us.name', '201')
    practice.waits(20_000)
    expect(practice.captions('201')).toEqual(['pickUp'])
  })
})

describe('a recall', () => {
  it('is the same caller, who has been on hold all the while', () => {
    const practice = greeted()
    practice.says('handOver.before.name')
    practice.holds()
    practice.waits(15_000)
    practice.getsBack('201', 'unanswered')
    practice.answers()
    practice.says('greeting.recalled.name')
    expect(practice.captions().at(-1)).toBe('takeMessage')
    const { answeredAt, holds } = practice.story()
    expect(holds.map(({ from, to }) => to - from)).toEqual([15_000])
    expect(answeredAt).toBe(practice.story().rangAt)
  })
})

describe('two calls at once', () => {
  const scene = aScene({ callers: [aCaller(), aCaller({ id: 'second', ringsAfter: 8_000 })] })

  it('rings the second some time after the first was answered', () => {
    const practice = answered(scene)
    practice.waits(7_999)
    expect(practice.acts()).not.toContainEqual({ type: 'ring', who: 'second' })
    practice.waits(1)
    expect(practice.acts()).toContainEqual({ type: 'ring', who: 'second' })
  })

  it('rings the second all the same when the first is gone unanswered', () => {
    const practice = aPractice(scene)
    practice.declines()
    practice.waits(0)
    expect(practice.acts()).toContainEqual({ type: 'ring', who: 'second' })
  })

  it('is over when both are', () => {
    const practice = greeted(scene)
    practice.says('close.plain')
    expect(practice.isOver()).toBe(false)
    practice.waits(60_000)
    expect(practice.story('second').ending).toBe('gaveUpRinging')
    expect(practice.isOver()).toBe(true)
  })
})
