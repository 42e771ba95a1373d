import { join } from 'node:path'
import type { Desk } from '../../domain/desk/Desk'
import type { Locale } from '../../domain/desk/Settings'
import type { CallDebriefed, PracticeStage, PracticeView } from '../../domain/practice/PracticeView'
import type { PractisedCall } from '../../domain/practice/Progress'
import { Failure } from '../../domain/Failure'
import { debriefOf } from '../../domain/practice/debriefOf'
import { storyOf } from '../../domain/practice/playScene'
import { shownNumber } from '../../domain/practice/Scene'
import type { SaidKey } from '../../domain/practice/Topic'
import type { PracticeWish } from '../contract/practiceWish'
import type { Clock } from '../desk/Clock'
import type { DeskLog } from '../desk/DeskLog'
import type { Session } from '../openSession'
import { openClips } from './openClips'
import type { Progress } from './openProgress'
import { PlayOnExchange } from './PlayOnExchange'
import { practiceCompany } from './practiceCompany'
import type { PracticeExchange } from './PracticeExchange'
import { readScenes, type SceneRead } from './readScenes'

/** What practice is made of. */
export interface PracticeSurroundings {
  readonly exchange: PracticeExchange
  /** The folder with `scenes` and `voices`. */
  readonly assets: string
  /** How many times as fast people speak and come to the phone. */
  readonly pace: number
  readonly language: Locale
  readonly clock: Clock
  readonly log: DeskLog
  readonly progress: Progress
  readonly session: Session
  /** What the rooms are shown has changed. */
  readonly changed: () => void
}

/** Practice, while it is on: its scenes, the one that is played, and what was learnt from it. */
export interface Practice {
  readonly view: PracticeView
  wish(wish: Exclude<PracticeWish, { type: 'begin' | 'leave' | 'dismissTrouble' }>): void
  close(): void
}

// Time to put the hand on the mouse: long enough to look up, short enough not to wonder.
const comesAfterMs = 3_000

/** Opens practice on an exchange at which the desk is registered, or will be in a moment. Throws when there is nothing to practise. */
export function openPractice(around: PracticeSurroundings): Practice {
  const { exchange, assets, pace, language, clock, log, progress, session, changed } = around
  const read = readScenes(join(assets, 'scenes'))
  for (const { file, line, reason } of read.mistakes) log.note(`scene ${file}, line ${line}: ${reason}`)
  if (read.scenes.length === 0) throw new Failure('No scene could be read.')
  const clip = openClips(join(assets, 'voices'))
  const { people } = practiceCompany(language)
  const inOrder = read.scenes.toSorted((one, other) => Number(other.id === firstScene) - Number(one.id === firstScene))
  const offered = inOrder.map(scene => {
    const { id, title, about } = scene.in(language)
    return { id, title, about, level: scene.level }
  })
  let chosen: SceneRead | undefined
  let coming: NodeJS.Timeout | undefined
  let play: PlayOnExchange | undefined
  let debriefs: readonly CallDebriefed[] | undefined
  let told = 0

  const ring = (id: string | null) => {
    const next = read.scenes.find(scene => scene.id === id) ?? nextScene(inOrder, progress.calls())
    // A call that nobody has looked back on yet is not over.
    if (!next || coming || (play && !debriefs)) return
    play?.stop()
    play = undefined
    debriefs = undefined
    chosen = next
    coming = setTimeout(begin, comesAfterMs / pace)
    changed()
  }

  /** Rings as soon as the phone is registered. */
  function begin(): void {
    if (!exchange.isRegistered) {
      coming = setTimeout(begin, comesAfterMs / pace)
      return
    }
    coming = undefined
    if (!chosen) return
    play = new PlayOnExchange(chosen.in(language), { exchange, clock, pace, clip, changed: look, note: log.note })
    changed()
  }

  /** When the scene is over and every card is put away, it is time to look back. */
  function look(): void {
    const { calls } = session.desk.state.getState()
    if (play?.isOver && !debriefs && calls.length === 0) {
      debriefs = debriefed(play)
      const { id } = play.scene
      for (const { caller, debrief } of debriefs) keep({ at: clock.now(), scene: id, caller, ...debrief.numbers })
    }
    changed()
  }

  function debriefed({ scene, playing, startedAt }: PlayOnExchange): readonly CallDebriefed[] {
    // What is owed stands before the newest.
    const { openRecords } = session.desk.state.getState()
    const since = session.journal
      .list({ search: '', offset: 0, limit: openRecords + newestRead })
      .records.filter(record => record.direction === 'incoming' && record.startedAt >= startedAt)
    return scene.callers.flatMap(caller => {
      const story = storyOf(playing, caller.id)
      const record = since.find(({ number }) => number === shownNumber(caller))
      if (!story || !record) return []
      const [name = caller.name] = caller.truth.callerName
      return [{ caller: caller.id, name, debrief: debriefOf({ scene, caller, story, record, people }) }]
    })
  }

  function keep(call: PractisedCall): void {
    try {
      progress.add(call)
    } catch (error) {
      log.note(`progress not kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  function stage(): PracticeStage {
    if (debriefs) return 'debriefed'
    if (coming) return 'coming'
    return play ? 'playing' : 'resting'
  }

  const watch = ({ notice, calls }: Desk) => {
    if (notice?.kind === 'handedBack' && notice.told !== told) {
      told = notice.told
      const caller = calls.find(({ callId }) => callId === notice.callId)
      if (caller) play?.handedBack(caller.party.number, notice.to.number, notice.why)
    }
    if (play?.isOver && !debriefs) look()
  }
  const unwatch = session.desk.state.subscribe(watch)

  return {
    get view() {
      const captions = play?.captions ?? []
      return {
        language,
        scenes: offered,
        refused: read.mistakes,
        scene: offered.find(({ id }) => id === chosen?.id),
        stage: stage(),
        speaking: play?.isSpeaking ?? false,
        captions: captions.slice(-captionsShown),
        choices: play?.scene.choices.map(({ id, text }) => ({ key: `choice.${id}` as const, text })) ?? [],
        debriefs: debriefs ?? [],
        progress: progress.calls(),
      }
    },
    wish(wish) {
      switch (wish.type) {
        case 'ring':
          return ring(wish.scene)
        case 'say':
          return play?.say(wish.key as SaidKey, wish.text)
        case 'show':
          return play?.shows((wish.key ?? undefined) as SaidKey | undefined)
        case 'closeDebrief':
          if (!debriefs) return undefined
          play?.stop()
          play = undefined
          debriefs = undefined
          return changed()
      }
    },
    close() {
      unwatch()
      clearTimeout(coming)
      play?.stop()
    },
  }
}

// What most calls to an office are like, and what the app is for.
const firstScene = 'customer-for-somebody-out'
const captionsShown = 30
// More than can come into one scene, with whomever the learner has called meanwhile.
const newestRead = 30

/** The easiest one that nobody has tried yet; after all of them, the one that was tried longest ago. */
function nextScene(scenes: readonly SceneRead[], tried: readonly PractisedCall[]): SceneRead | undefined {
  const lastTried = (id: string) => tried.findLast(({ scene }) => scene === id)?.at ?? 0
  return scenes.toSorted((one, other) => lastTried(one.id) - lastTried(other.id))[0]
}
