import type { Slot } from '../capture/capturePolicy'
import type { CallView } from '../desk/DeskView'
import { type Phrase, phrase } from './Phrase'

type Asked = Pick<CallView, 'inForce' | 'suggestedContact' | 'capture'>

/** The question that fills a slot, as one asks this caller. */
export function questionFor(slot: Slot, { inForce, suggestedContact, capture }: Asked): Phrase {
  if (slot === 'requirement' && inForce === 'internal') return phrase('ask.requirementInternal')
  if (slot === 'contact' && suggestedContact) return phrase('ask.contactConfirm', { number: suggestedContact })
  if (slot === 'contact' && capture.response === 'callBack') return phrase('ask.contactForCallBack')
  return phrase(`ask.${slot}`)
}
