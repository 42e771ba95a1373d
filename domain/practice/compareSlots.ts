import type { Capture } from '../capture/Capture'
import { isBlank } from '../capture/capturePolicy'
import type { SlotCompared } from './Debrief'
import { type Closeness, mentions, sameName, sameNumber } from './sameAs'
import type { Told, Truth } from './Scene'

const results = { same: 'caught', nearly: 'nearly', other: 'wrong' } as const

/** What was written down beside what is true. What the scene knows nothing of, or needs nobody to ask, is left out. */
export function compareSlots(capture: Capture, truth: Truth, told: readonly Told[]): readonly SlotCompared[] {
  const said = (slot: Told) => told.includes(slot)
  const text = (slot: 'callerName' | 'company' | 'contact' | 'forWhom', closeness: (noted: string) => Closeness) => {
    const [shown] = truth[slot]
    const noted = capture[slot].trim()
    if (shown === undefined) return []
    return [
      {
        slot,
        noted,
        truth: shown,
        result: isBlank(noted) ? 'missed' : results[closeness(noted)],
        told: said(slot),
      } as const,
    ]
  }
  return [
    ...requirement(capture.requirement.trim(), truth, said('requirement')),
    ...text('callerName', noted => sameName(noted, truth.callerName)),
    ...text('company', noted => sameName(noted, truth.company)),
    ...text('contact', noted => (sameNumber(noted, truth.contact) ? 'same' : 'other')),
    ...text('forWhom', noted => sameName(noted, truth.forWhom)),
    ...response(capture, truth, said('response')),
    ...urgency(capture, truth, said('urgency')),
  ]
}

function requirement(noted: string, truth: Truth, told: boolean): readonly SlotCompared[] {
  if (truth.requirement.length === 0) return []
  // People have many words for one thing: what lacks the expected ones may still be right.
  const result = isBlank(noted) ? 'missed' : mentions(noted, truth.requirement) ? 'caught' : 'nearly'
  return [{ slot: 'requirement', noted, truth: truth.requirement.map(([word = '']) => word).join(', '), result, told }]
}

function response({ response: noted }: Capture, truth: Truth, told: boolean): readonly SlotCompared[] {
  const [wanted] = truth.response
  // The gate does not ask it of a colleague.
  const notAsked = truth.line === 'internal' && !told && noted === undefined
  if (wanted === undefined || notAsked) return []
  const result = noted === undefined ? 'missed' : truth.response.includes(noted) ? 'caught' : 'wrong'
  return [{ slot: 'response', noted: noted ?? '', truth: wanted, result, told }]
}

function urgency({ urgent }: Capture, truth: Truth, told: boolean): readonly SlotCompared[] {
  if (truth.urgent !== true) return []
  const result = urgent === true ? 'caught' : urgent === undefined ? 'missed' : 'wrong'
  return [{ slot: 'urgency', noted: urgent === true ? 'urgent' : '', truth: 'urgent', result, told }]
}
