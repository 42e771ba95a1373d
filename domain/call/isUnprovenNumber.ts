import { isOutsideNumber } from '../phone/classifyLine'
import { type Known, lineInForce } from './Call'

/** Whether a caller shows a number like one of ours on a line that nobody vouches for: then it is what they show, no more. */
export function isUnprovenNumber(call: Known): boolean {
  const { party, direction, handedBy } = call
  const isDialled = direction === 'outgoing' && handedBy === ''
  return !isDialled && lineInForce(call) !== 'internal' && party.number !== '' && !isOutsideNumber(party)
}
