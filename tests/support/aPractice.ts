import type { HandBack } from '../../domain/handover/HandOver'
import type { PracticeAct, PracticeEvent } from '../../domain/practice/PracticeEvent'
import { isOver, openScene, playOn, type Step, storyOf, wakeAt } from '../../domain/practice/playScene'
import type { Scene } from '../../domain/practice/Scene'
import type { Story } from '../../domain/practice/Story'
import type { SaidKey } from '../../domain/practice/Topic'
import { nine } from './aCall'

/** How long every line lasts here. */
export const lineLasts = 2_000

type Without<T> = T extends unknown ? Omit<T, 'at'> : never

/** A scene that is played by a script, with a clock of its own: lines last two seconds, and time passes only in `waits`. */
export function aPractice(scene: Scene) {
  let now = nine
  let playing = openScene(scene, now).playing
  const acts: PracticeAct[] = [{ type: 'ring', who: scene.callers[0]?.id ?? '' }]
  let speaking: { who: string; line: string; until: number }[] = []
  const first = scene.callers[0]?.id ?? ''

  function take(step: Step): void {
    playing = step.playing
    acts.push(...step.acts)
    for (const act of step.acts) {
      if (act.type === 'say') speaking.push({ who: act.who, line: act.line, until: now + lineLasts })
      if (act.type === 'hush' || act.type === 'hangUp') speaking = speaking.filter(({ who }) => who !== act.who)
    }
  }

  function tell(event: Without<PracticeEvent>): void {
    take(playOn(playing, { ...event, at: now }))
  }

  /** Lets time pass, and everything that is due happen in its order. */
  function waits(ms: number): void {
    const until = now + ms
    for (;;) {
      const [done] = speaking.toSorted((one, other) => one.until - other.until)
      const due = Math.min(done?.until ?? Infinity, wakeAt(playing) ?? Infinity)
      if (due > until) break
      now = Math.max(now, due)
      if (done && done.until <= now) {
        speaking = speaking.filter(each => each !== done)
        tell({ type: 'lineFinished', who: done.who, line: done.line })
      } else tell({ type: 'timePassed' })
    }
    now = until
  }

  /** Until nobody has anything more to say. */
  function listens(): void {
    while (speaking.length > 0) waits(lineLasts)
  }

  return {
    waits,
    listens,
    tell,
    answers: (who = first) => tell({ type: 'answered', who }),
    says(key: SaidKey, who = first) {
      tell({ type: 'said', who, key })
      listens()
    },
    speaks(ms: number, shown?: SaidKey, who = first) {
      tell({ type: 'userSpoke', who })
      waits(ms)
      tell({ type: 'userFellSilent', who, shown })
    },
    holds: (who = first) => tell({ type: 'held', who }),
    takesBack: (who = first) => tell({ type: 'takenBack', who }),
    joins: (extension: string, who = first) => tell({ type: 'joined', who, with: extension }),
    getsBack: (from: string, why: HandBack, who = first) => tell({ type: 'handedBack', who, from, why }),
    hangsUp: (who = first) => tell({ type: 'ended', who, by: 'user' }),
    declines: (who = first) => tell({ type: 'declined', who }),
    acts: () => acts,
    /** What was said by the people of the scene, as captions. */
    captions: (who?: string) =>
      acts.flatMap(act => (act.type === 'say' && (who === undefined || act.who === who) ? [act.text] : [])),
    story(who = first): Story {
      const story = storyOf(playing, who)
      if (!story) throw new Error(`${who} is not in this scene.`)
      return story
    },
    isOver: () => isOver(playing),
    now: () => now,
  }
}
