import { assertNever } from '../../domain/assertNever'
import type { OtherParty } from './OtherParty'
import type { Behaviour } from './Person'
import type { PracticeClock } from './PracticeClock'

/** Lets somebody whose phone is called do as they do. */
export function behave(party: OtherParty, behaviour: Behaviour, clock: PracticeClock): void {
  switch (behaviour.kind) {
    case 'busy':
      return party.refuse(486)
    case 'notRegistered':
      return party.refuse(480)
    case 'mailbox':
      return void party.answer()
    case 'waits':
      return party.progress()
    case 'answers':
      party.progress()
      return doLater(party, clock, behaviour.afterMs, () => void party.answer())
    case 'declines':
      party.progress()
      return doLater(party, clock, behaviour.afterMs, () => party.refuse(603))
    default:
      assertNever(behaviour)
  }
}

function doLater(party: OtherParty, clock: PracticeClock, ms: number, run: () => void): void {
  const callOff = clock.after(ms, run)
  party.on(event => {
    if (event.type === 'answered' || event.type === 'ended') callOff()
  })
}
