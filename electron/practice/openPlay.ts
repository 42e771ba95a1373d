import type { PracticeAct, PracticeEvent } from '../../domain/practice/PracticeEvent'
import { openScene, type Playing, playOn, type Step, wakeAt } from '../../domain/practice/playScene'
import type { Scene } from '../../domain/practice/Scene'
import type { Clock } from '../desk/Clock'

type Untimed<T> = T extends unknown ? Omit<T, 'at'> : never

/** A scene on stage: it hears what happens on the line, and says through `perform` what the people in it do. */
export interface Play {
  readonly tell: (event: Untimed<PracticeEvent>) => void
  readonly playing: () => Playing
  /** Stops its timer; nothing is performed any more. */
  close(): void
}

/** Opens a scene, whose first caller rings at once, and wakes it whenever somebody in it loses their patience. */
export function openPlay(scene: Scene, clock: Clock, perform: (act: PracticeAct) => void): Play {
  let playing: Playing
  let timer: NodeJS.Timeout | undefined
  let closed = false
  take(openScene(scene, clock.now()))

  function take(step: Step): void {
    playing = step.playing
    clearTimeout(timer)
    const wake = wakeAt(playing)
    if (wake !== undefined) {
      const wait = Math.max(0, wake - clock.now()) / clock.speed
      timer = setTimeout(() => tell({ type: 'timePassed' }), Math.ceil(wait))
    }
    for (const act of step.acts) perform(act)
  }

  function tell(event: Untimed<PracticeEvent>): void {
    if (!closed) take(playOn(playing, { ...event, at: clock.now() }))
  }

  return {
    tell,
    playing: () => playing,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
