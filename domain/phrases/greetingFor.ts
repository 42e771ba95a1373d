import type { CallView } from '../desk/DeskView'
import { type Phrase, phrase } from './Phrase'

/** From this ring on, the greeting apologises for the wait. */
const lateFrom = 3

type Greeted = Pick<CallView, 'inForce' | 'answerAs' | 'ourName'>

/**
 * The first sentence to say. Whoever is not known to be a colleague is greeted like a customer: a colleague
 * greeted as a customer smiles, a customer greeted as a colleague does not.
 */
export function greetingFor({ inForce, answerAs: company, ourName: name }: Greeted, rings: number): Phrase {
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
