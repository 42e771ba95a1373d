import { isUp } from '../../domain/desk/moving'
import { Failure } from '../../domain/Failure'
import type { Journal } from '../journal/openJournal'
import type { Clock } from './Clock'
import type { DeskLog } from './DeskLog'
import type { OpenDesk } from './openDesk'

interface Beating {
  readonly desk: OpenDesk
  readonly journal: Journal
  readonly clock: Clock
  readonly log: DeskLog
}

/** How much later than it really was the next start may believe that the app died. */
const everyMs = 2_000

/** Writes down, while calls are up, that the app lives: after a crash it tells how long they have been waiting. */
export function openHeartbeat({ desk, journal, clock, log }: Beating): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let first: NodeJS.Immediate | undefined

  function beat(): void {
    try {
      journal.noteLife(clock.now())
    } catch (error) {
      // Nobody in a call needs to hear of it: their words have an alert of their own.
      if (error instanceof Failure) log.note(`no sign of life: ${error.message}`)
      else log.bug(error)
    }
  }

  function rest(): void {
    clearInterval(timer)
    clearImmediate(first)
    timer = undefined
  }

  const unsubscribe = desk.state.subscribe(({ calls }) => {
    if (!calls.some(isUp)) return rest()
    if (timer) return
    timer = setInterval(beat, everyMs).unref()
    // The call's own record is on its way to the disk at this very moment.
    first = setImmediate(beat)
  })

  return {
    stop() {
      unsubscribe()
      rest()
    },
  }
}
