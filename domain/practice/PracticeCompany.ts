import type { CalledNumber } from '../desk/Settings'
import type { Person } from '../directory/Person'

/** Why and until when somebody of the practice company is not there. The reason is for colleagues' eyes only. */
export interface PracticeAbsence {
  readonly kind: 'out' | 'meeting' | 'left' | 'holiday'
  /** The hour of their return, `15:00`; empty when it is not today. */
  readonly until: string
  readonly reason: string
}

export interface PracticePerson extends Person {
  readonly absence: PracticeAbsence | undefined
}

/** The company whose telephone is practised on, in one language. */
export interface PracticeCompany {
  readonly name: string
  /** Whose numbers are dialled and written there. */
  readonly country: string
  readonly calledNumbers: readonly (CalledNumber & { readonly id: string })[]
  readonly people: readonly PracticePerson[]
}
