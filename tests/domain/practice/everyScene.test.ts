import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../domain/desk/Settings'
import type { RemarkKey } from '../../../domain/practice/Debrief'
import type { Told } from '../../../domain/practice/Scene'
import { practiceCompany } from '../../../electron/practice/practiceCompany'
import { readScenes } from '../../../electron/practice/readScenes'
import { aLearner, type Learner } from '../../support/aLearner'

const { scenes } = readScenes(join(import.meta.dirname, '../../../assets/practice/scenes'))

type Script = (rosa: Learner) => void

interface Played {
  readonly good: Script
  readonly bad: Readonly<Record<string, { readonly script: Script; readonly next: RemarkKey }>>
}

/** Everything that the gate asks of somebody outside, and goodbye. */
const message =
  (...more: readonly Told[]): Script =>
  rosa => {
    rosa.takes()
    rosa.asks('requirement', 'callerName', 'contact', 'response', ...more)
    rosa.says('close.callBack')
  }

const mutters: Script = rosa => {
  rosa.takes()
  rosa.says('ask.requirement')
  rosa.hangsUp()
}

const scripts: Readonly<Record<string, Played>> = {
  'customer-for-somebody-out': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.backAtThree')
      rosa.asks('requirement', 'callerName', 'contact', 'response')
      rosa.says('close.callBack')
    },
    bad: {
      'says where Aiko is': {
        next: 'said.destination',
        script: rosa => {
          rosa.takes()
          rosa.says('choice.whereSheIs')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
      'forgets to ask for the number': {
        next: 'missed.contact',
        script: rosa => {
          rosa.takes()
          rosa.asks('requirement', 'response')
          rosa.says('close.callBack')
          rosa.says('close.callBack')
        },
      },
    },
  },
  'whoever-does-the-invoices': {
    good: rosa => {
      rosa.takes()
      rosa.asks('callerName')
      rosa.holdsFor(12)
      rosa.announcesTo('201')
      rosa.joins('201')
    },
    bad: {
      'hands over to Personnel': {
        next: 'wrongPerson',
        script: rosa => {
          rosa.takes()
          rosa.holdsFor(10)
          rosa.announcesTo('206')
          rosa.joins('206')
        },
      },
      'leaves them on hold for ever': {
        next: 'lostOnHold',
        script: rosa => {
          rosa.takes()
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.holdsFor(100)
        },
      },
    },
  },
  'a-colleague': {
    good: rosa => {
      rosa.takes()
      rosa.says('close.internal')
    },
    bad: { 'hangs up on him': { next: 'cutOff', script: mutters } },
  },
  'wrong-number': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.notTheDentist')
      rosa.writes({ release: 'wrongNumber' })
      rosa.hangsUp()
    },
    bad: {
      'takes her for a sales call': {
        next: 'releasedACaller',
        script: rosa => {
          rosa.takes()
          rosa.writes({ release: 'sales' })
          rosa.hangsUp()
        },
      },
    },
  },
  'sales-call': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.noThanks')
      rosa.says('choice.noThanks')
      rosa.says('close.plain')
      rosa.writes({ release: 'sales' })
    },
    bad: {
      'gives away who decides': {
        next: 'said.mobile',
        script: rosa => {
          rosa.takes()
          rosa.says('choice.namesNadia')
          rosa.says('close.plain')
          rosa.writes({ release: 'sales' })
        },
      },
    },
  },
  'angry-customer': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.sorry')
      rosa.asks('callerName', 'contact', 'response')
      rosa.says('close.callBack')
    },
    bad: {
      'leaves him in silence': {
        next: 'gaveUpTalking',
        script: rosa => {
          rosa.takes()
          rosa.waits(30_000)
        },
      },
      'keeps him on hold': {
        next: 'lostOnHold',
        script: rosa => {
          rosa.takes()
          rosa.asks('callerName', 'contact', 'response')
          rosa.holdsFor(60)
        },
      },
    },
  },
  'mumbled-name': {
    good: message('urgency'),
    bad: {
      'writes down what she thought she heard': {
        next: 'wrong.callerName',
        script: rosa => {
          message()(rosa)
          rosa.writes({ callerName: 'Fevvers' })
        },
      },
    },
  },
  'two-calls-at-once': {
    good: rosa => {
      rosa.takes()
      rosa.asks('callerName', 'contact')
      rosa.waits(5_500)
      rosa.says('ask.company')
      rosa.holdsFor(1)
      rosa.answers('okafor')
      rosa.says('greeting.external.plain', 'okafor')
      rosa.asksOf('okafor', 'requirement', 'callerName', 'contact', 'response')
      rosa.says('close.callBack', 'okafor')
      rosa.takesBack()
      rosa.says('hold.back')
      rosa.asks('response')
      rosa.says('close.passOn')
    },
    bad: {
      'lets the second ring': {
        next: 'missed.contact',
        script: rosa => {
          rosa.takes()
          rosa.asks('callerName', 'response')
          rosa.says('close.passOn')
          rosa.waits(60_000)
        },
      },
    },
  },
  'borrowed-extension': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.noNumber')
      rosa.says('choice.noNumber')
      rosa.asks('contact', 'response')
      rosa.writes({ wontSay: ['contact'] })
      rosa.says('close.justTell')
    },
    bad: {
      'greets a stranger like a colleague': {
        next: 'greetedAsColleague',
        script: rosa => {
          rosa.waits(3_000)
          rosa.answers()
          rosa.says('greeting.internal.name')
          rosa.says('choice.givesNumber')
          rosa.says('close.internal')
        },
      },
    },
  },
  'sounds-like-a-colleague': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.inAMeeting')
      rosa.says('ask.contactConfirm')
      rosa.asks('requirement', 'callerName', 'response')
      rosa.says('ask.company')
      rosa.says('close.callBack')
    },
    bad: {
      'takes him for one of us': {
        next: 'greetedAsColleague',
        script: rosa => {
          rosa.waits(3_000)
          rosa.answers()
          rosa.says('greeting.internal.name')
          rosa.says('choice.inAMeeting')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
      'tells him what one tells a colleague': {
        next: 'said.reason',
        script: rosa => {
          rosa.takes()
          rosa.says('choice.interviews')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
      'believes the number that is shown': {
        next: 'wrong.contact',
        script: rosa => {
          message()(rosa)
          rosa.writes({ contact: '231' })
        },
      },
    },
  },
  'nobody-answers': {
    good: rosa => {
      rosa.takes()
      rosa.asks('requirement')
      rosa.says('handOver.before.name')
      rosa.holds()
      rosa.waits(15_000)
      rosa.getsBack('203', 'unanswered')
      rosa.takesBack()
      rosa.says('handedBack.unanswered.name')
      rosa.asks('callerName', 'contact', 'response')
      rosa.says('close.callBack')
    },
    bad: {
      'lets it ring at Sam’s until she is gone': {
        next: 'lostOnHold',
        script: rosa => {
          rosa.takes()
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('handOver.before.name')
          rosa.holds()
          rosa.waits(95_000)
        },
      },
      'gives nobody the message': {
        next: 'noAddressee',
        script: rosa => {
          message()(rosa)
          rosa.writes({ forWhom: '' })
        },
      },
    },
  },
  'a-mailbox-answers': {
    good: rosa => {
      rosa.takes()
      rosa.asks('requirement', 'callerName')
      rosa.says('handOver.before.name')
      rosa.holds()
      rosa.tell({ type: 'answered', who: '206' })
      rosa.listens()
      rosa.getsBack('206', 'cancelled')
      rosa.takesBack()
      rosa.says('hold.back')
      rosa.says('choice.leftForToday')
      rosa.asks('contact', 'response')
      rosa.says('close.callBack')
    },
    bad: {
      'joins her with the machine': {
        next: 'leftWithMailbox',
        script: rosa => {
          rosa.takes()
          rosa.says('handOver.before.name')
          rosa.holds()
          rosa.tell({ type: 'answered', who: '206' })
          rosa.joins('206')
        },
      },
      'says why Mia is gone': {
        next: 'said.reason',
        script: rosa => {
          rosa.takes()
          rosa.says('choice.nursery')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
    },
  },
  'the-mobile-number': {
    good: rosa => {
      rosa.takes()
      rosa.says('choice.inAMeeting')
      rosa.says('choice.noNumber')
      rosa.asks('requirement', 'callerName', 'contact', 'response')
      rosa.says('close.callBack')
    },
    bad: {
      'gives the number away': {
        next: 'said.mobile',
        script: rosa => {
          rosa.takes()
          rosa.says('choice.givesNumber')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
    },
  },
  'an-urgent-matter': {
    good: rosa => {
      rosa.takes()
      rosa.asks('requirement', 'callerName')
      rosa.says('handOver.before.plain')
      rosa.holds()
      rosa.waits(4_000)
      rosa.getsBack('207', 'busy')
      rosa.waits(6_000)
      rosa.announcesTo('203')
      rosa.joins('203')
    },
    bad: {
      'does not see that it is urgent': {
        next: 'toldNotNoted.urgency',
        script: rosa => {
          message()(rosa)
          rosa.writes({ urgent: undefined })
        },
      },
      'answers at the sixth ring': {
        next: 'answeredLate',
        script: rosa => {
          rosa.waits(15_500)
          rosa.answers()
          rosa.says('greeting.externalLate.plain')
          rosa.asks('requirement', 'callerName', 'contact', 'response')
          rosa.says('close.callBack')
        },
      },
      'does not answer at all': { next: 'notAnswered', script: rosa => rosa.waits(30_000) },
    },
  },
  'the-other-company': {
    good: rosa => {
      rosa.takes()
      rosa.asks('callerName', 'contact', 'response')
      rosa.says('close.passOn')
      rosa.hangsUp()
    },
    bad: {
      'holds without asking': {
        next: 'heldWithoutAsking',
        script: rosa => {
          rosa.takes()
          rosa.holds()
          rosa.waits(5_000)
          rosa.takesBack()
          rosa.asks('callerName', 'contact', 'response')
          rosa.says('close.passOn')
        },
      },
    },
  },
}

it('has a script for each scene', () => {
  expect(Object.keys(scripts).toSorted()).toEqual(scenes.map(({ id }) => id).toSorted())
})

describe.each(locales)('every scene, in %s', language => {
  const { people } = practiceCompany(language)
  const cases = scenes.flatMap(({ id, in: inLanguage }) => {
    const played = scripts[id]
    return played ? [{ id, scene: inLanguage(language), ...played }] : []
  })

  it.each(cases)('ends well when played well: $id', ({ scene, good }) => {
    const rosa = aLearner(scene, people)
    good(rosa)
    rosa.waits(10_000)
    expect(rosa.isOver()).toBe(true)
    for (const { id } of scene.callers) {
      const { better, numbers } = rosa.debrief(id)
      expect(better).toEqual([])
      expect(numbers).toMatchObject({ answered: true, endedRight: true })
    }
  })

  const badly = cases.flatMap(({ id, scene, bad }) =>
    Object.entries(bad).map(([how, { script, next }]) => ({ id, scene, how, script, next })),
  )
  it.each(badly)('says what to do better: $id, when Rosa $how', ({ scene, script, next }) => {
    const rosa = aLearner(scene, people)
    script(rosa)
    rosa.waits(10_000)
    expect(rosa.debrief().next?.key).toBe(next)
  })
})
