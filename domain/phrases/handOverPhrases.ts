import { assertNever } from '../assertNever'
import { nameOfCall } from '../call/nameOfCall'
import type { CallView } from '../desk/DeskView'
import type { Colleague, HandBack } from '../handover/HandOver'
import { type Announcement, type Phrase, phrase } from './Phrase'
import { stageShown } from './stageShown'

/** Longer than this nobody reads it aloud in one breath. */
const breath = 60

type HandingOver = Extract<CallView, { phase: 'handingOver' }>

/** A typed extension is a colleague without a name; customers are told no numbers. */
const isNamed = ({ name, number }: Colleague) => name.trim() !== '' && name !== number

/** What a caller hears before they are put through. */
export function beforeHandOver(to: Colleague): Phrase {
  return isNamed(to) ? phrase('handOver.before.name', { name: to.name }) : phrase('handOver.before.plain')
}

/** What suits the moment of a hand-over: how it stands, or what to say to the colleague. */
export function handOverNow(call: HandingOver): Phrase {
  const { to, way } = call.handOver
  const { name } = to
  const stage = stageShown(call.handOver)
  switch (stage) {
    case 'dialling':
      return phrase('know.handOver.dialling', { name })
    case 'ringing':
      return phrase(way === 'send' ? 'know.handOver.sending' : 'know.handOver.ringing', { name })
    case 'consulting':
      return announcement(call)
    case 'answeredAtOnce':
    case 'joining':
    case 'joined':
    case 'referring':
      return phrase(`know.handOver.${stage}`, { name })
    default:
      return assertNever(stage)
  }
}

/** What will be said when the colleague answers; nothing when they are to meet the caller at once. */
export function handOverNext(call: HandingOver): Phrase | undefined {
  const { stage, way } = call.handOver
  return way === 'announce' && (stage === 'dialling' || stage === 'ringing') ? announcement(call) : undefined
}

/** Who is on the line and what about, for the colleague: as much as has been written down or was shown. */
export function announcement(call: CallView): Phrase {
  const { capture, ourName } = call
  const name = capture.callerName.trim() || shownName(call)
  // What the line showed is often the company itself; nobody is of themselves.
  const company = capture.company.trim() === name ? '' : capture.company.trim()
  const requirement = inOneBreath(capture.requirement)
  const caller = name && company ? 'nameAndCompany' : name ? 'name' : company ? 'company' : 'somebody'
  const key: Announcement = `${ourName ? 'us' : 'plain'}.${caller}${requirement ? 'About' : ''}`
  return phrase(`handOver.announce.${key}`, { ourName, name, company, requirement })
}

/** What the caller hears when nobody took them. */
export function afterHandBack(why: HandBack, to: Colleague): Phrase {
  if (why === 'cancelled') return phrase('hold.back')
  return isNamed(to) ? phrase(`handedBack.${why}.name`, { name: to.name }) : phrase(`handedBack.${why}.plain`)
}

// A name that nobody vouches for is not passed on as if we knew it.
function shownName(call: CallView): string {
  if (call.inForce === 'unverified' || call.party.withheld) return ''
  return nameOfCall(call).known || call.party.name
}

function inOneBreath(text: string): string {
  const [line = ''] = text.trim().split('\n')
  const said = line.trim().replace(/[.。]+$/u, '')
  return said.length <= breath
    ? said
    : `${said.slice(0, said.lastIndexOf(' ', breath)).trimEnd() || said.slice(0, breath)}…`
}
