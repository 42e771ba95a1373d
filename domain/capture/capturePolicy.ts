import type { LineKind } from '../phone/classifyLine'
import type { Capture } from './Capture'

/** What the gate can ask for, in the order in which it asks. */
export type Slot = 'requirement' | 'callerName' | 'contact' | 'response' | 'company' | 'urgency'

export const slotsInOrder = [
  'requirement',
  'callerName',
  'contact',
  'response',
  'company',
  'urgency',
] as const satisfies readonly Slot[]

/** How strict the gate is. `line` holds the line; `afterCall` lets it go and asks afterwards. */
export interface GatePolicy {
  readonly mode: 'line' | 'afterCall'
  readonly also: readonly ('company' | 'urgency')[]
}

/**
 * What must still be written down about a call before its record may be closed, in the order in which we ask. Empty
 * means nothing. A colleague's name and number are in the directory, so an internal line owes the requirement only.
 */
export function missingFrom(capture: Capture, line: LineKind, policy: GatePolicy): readonly Slot[] {
  if (capture.release) return []
  return requiredOf(capture, line, policy).filter(slot => !isFilled(capture, slot))
}

function requiredOf(capture: Capture, line: LineKind, policy: GatePolicy): Slot[] {
  const base: Slot[] = line === 'internal' ? ['requirement'] : ['requirement', 'callerName', 'contact']
  const forSomebody: Slot[] = line !== 'internal' && !isBlank(capture.forWhom) ? ['response'] : []
  return slotsInOrder.filter(slot => [...base, ...forSomebody, ...policy.also].includes(slot))
}

function isFilled(capture: Capture, slot: Slot): boolean {
  switch (slot) {
    case 'requirement':
      return !isBlank(capture.requirement)
    case 'callerName':
      return !isBlank(capture.callerName) || capture.wontSay.includes('callerName')
    case 'contact':
      // "Call me back" is a promise that only a number can keep, so neither a mail address nor "won't say" will do.
      if (capture.response === 'callBack') return canBeCalled(capture.contact)
      return !isBlank(capture.contact) || capture.wontSay.includes('contact')
    case 'response':
      return capture.response !== undefined
    case 'company':
      return !isBlank(capture.company)
    case 'urgency':
      return capture.urgent !== undefined
  }
}

/** Blanks of every kind (also the ideographic space, and marks that draw nothing) are not an answer. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}⠀]*$/u.test(text)
}

/** Whether a contact holds a number to ring: four digits or more, or an extension standing alone. */
export function canBeCalled(contact: string): boolean {
  const plain = contact.normalize('NFKC')
  const withoutMail = plain.replaceAll(/\S+@\S+/g, ' ')
  const digits = withoutMail.replaceAll(/\D/g, '')
  const extension = /^\s*(?:ext|extension|内線)\.?\s*\d{2,3}\b/i
  return digits.length >= 4 || extension.test(withoutMail) || /^\s*\d{2,3}\s*$/.test(withoutMail)
}
