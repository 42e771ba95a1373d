import type { Instant } from '../Instant'
import type { Actor } from './Actor'
import type { Scene, SceneCaller } from './Scene'
import { storyBegins } from './Story'

const begins = (at: Instant) => ({
  since: at,
  greeted: false,
  speaking: undefined,
  next: [],
  userSpeaksSince: undefined,
  spokenToAt: undefined,
  quietSince: at,
  silencesInARow: 0,
  timesUp: {},
  farewell: false,
  leaving: false,
  warned: false,
  story: storyBegins(at),
})

/** A caller who has not rung yet. */
export function callerOf(caller: SceneCaller, at: Instant): Actor {
  return {
    ...begins(at),
    id: caller.id,
    role: 'caller',
    part: caller,
    patience: caller.patience,
    needs: caller.needs,
    waitsAtTheEnd: caller.atTheEnd === 'waits',
    takes: false,
    phase: 'waiting',
    slightsLeft: caller.patience.slights,
  }
}

/** A colleague, or the mailbox that answers in their place; nobody when the scene knows nobody there. */
export function colleagueOf(scene: Scene, extension: string, at: Instant): Actor | undefined {
  const part = scene.colleagues[extension]
  if (!part) return undefined
  const { behaviour } = part
  return {
    ...begins(at),
    id: extension,
    role: behaviour.does === 'mailbox' ? 'mailbox' : 'colleague',
    part,
    patience: { ringing: 0, hold: 0, slights: 3 },
    needs: [],
    waitsAtTheEnd: false,
    takes: behaviour.does === 'answers' && behaviour.takes,
    phase: 'waiting',
    slightsLeft: 3,
  }
}
