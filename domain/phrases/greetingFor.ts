import type { CallView } from '../desk/DeskView'
import { type Phrase, phrase } from './Phrase'

/** From this ring on, the greeting apologises for the wait. */
const lateFrom = 3

type Greeted = Pick<CallView, 'inForce' | 'answerAs' | 'ourName' | 'recalledFrom'>

/**
 * The first sentence to say. Whoever is not known to be a colleague is greeted like a customer: a colleague
 * greeted as a customer smiles, a customer greeted as a colleague does not.
 */
export function greetingFor(call: Greeted, rings: number): Phrase {
  const { inForce, answerAs: company, ourName: name, recalledFrom } = call
  if (recalledFrom) return recalled(recalledFrom)
  const late = rings >= lateFrom
  if (inForce === 'internal') {
    const manner = late ? 'internalLate' : 'internal'
    return name ? phrase(`greeting.${manner}.name`, { name }) : phrase(`greeting.${manner}.plain`)
  }
  const manner = late ? 'externalLate' : 'external'
  if (company && name) return phrase(`greeting.${manner}.companyAndName`, { company, name })
  if (company) return phrase(`greeting.${manner}.company`, { company })
  return name ? phrase(`greeting.${manner}.name`, { name }) : phrase(`greeting.${manner}.plain`)
}

/** They have been greeted already; now they hear why they are back with us. */
function recalled(from: string): Phrase {
  const isNumber = /^[\d+*#]+$/.test(from)
  return isNumber ? phrase('greeting.recalled.plain') : phrase('greeting.recalled.name', { name: from })
}
