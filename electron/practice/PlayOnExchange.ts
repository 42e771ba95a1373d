import type { HandBack } from '../../domain/handover/HandOver'
import { assertNever } from '../../domain/assertNever'
import type { PracticeAct } from '../../domain/practice/PracticeEvent'
import { isOver, type Playing } from '../../domain/practice/playScene'
import type { Caption } from '../../domain/practice/PracticeView'
import { type Scene, shownNumber } from '../../domain/practice/Scene'
import type { SaidKey } from '../../domain/practice/Topic'
import type { Clock } from '../desk/Clock'
import { behaviourOf } from './behaviourOf'
import { openPlay, type Play as OpenPlay } from './openPlay'
import type { PracticeExchange } from './PracticeExchange'
import type { LegEvent, PracticeLeg } from './PracticeLeg'

/** What a scene is played with. */
export interface Stage {
  readonly exchange: PracticeExchange
  readonly clock: Clock
  /** How many times as fast people speak and come to the phone. */
  readonly pace: number
  /** A clip as samples for a telephone line. */
  readonly clip: (clip: string) => Promise<Int16Array>
  /** Something was said, or the scene moved on. */
  readonly changed: () => void
  readonly note: (line: string) => void
}

/** Plays one scene on the practice exchange: what happens there goes into the rules of the scene, what they say comes out. */
export class PlayOnExchange {
  readonly scene: Scene
  readonly captions: Caption[] = []
  readonly startedAt: number
  readonly #stage: Stage
  readonly #legs = new Map<string, PracticeLeg>()
  readonly #endings: (() => void)[] = []
  readonly #play: OpenPlay
  #shown: SaidKey | undefined

  constructor(scene: Scene, stage: Stage) {
    this.scene = scene
    this.#stage = stage
    this.startedAt = stage.clock.now()
    for (const [extension, { behaviour }] of Object.entries(scene.colleagues)) {
      stage.exchange.behaves(extension, behaviourOf(behaviour, stage.pace))
      this.#endings.push(stage.exchange.onCallTo(extension, leg => this.#follow(extension, leg)))
    }
    this.#play = openPlay(scene, stage.clock, act => this.#perform(act))
  }

  get playing(): Playing {
    return this.#play.playing()
  }

  /** Whether somebody speaks, or is about to. */
  get isSpeaking(): boolean {
    return Object.values(this.playing.actors).some(
      ({ phase, speaking, next }) => phase === 'talking' && (speaking !== undefined || next.length > 0),
    )
  }

  get isOver(): boolean {
    return isOver(this.playing)
  }

  /** The learner says a sentence with a button or a key, to whomever they speak with. */
  say(key: SaidKey, text: string): void {
    const who = this.#onTheLine()
    if (who === undefined) return
    this.captions.push({ by: 'you', name: '', text, at: this.#stage.clock.now() })
    this.#happens({ type: 'said', who, key })
  }

  /** The sentence that stands on the screen now. */
  shows(key: SaidKey | undefined): void {
    this.#shown = key
  }

  /** Nobody took the caller who shows this number. */
  handedBack(number: string, from: string, why: HandBack): void {
    const caller = this.scene.callers.find(each => shownNumber(each) === number)
    if (caller) this.#happens({ type: 'handedBack', who: caller.id, from, why })
  }

  /** Ends it, wherever it is. */
  stop(): void {
    this.#play.close()
    for (const end of this.#endings.splice(0)) end()
    for (const leg of this.#legs.values()) leg.hangUp()
  }

  #happens(happening: Parameters<OpenPlay['tell']>[0]): void {
    this.#play.tell(happening)
    this.#stage.changed()
  }

  #perform(act: PracticeAct): void {
    this.#carryOut(act)
    this.#stage.changed()
  }

  #carryOut(act: PracticeAct): void {
    const leg = this.#legs.get(act.who)
    switch (act.type) {
      case 'ring':
        return this.#ring(act.who)
      case 'giveUp':
      case 'hangUp':
        return leg?.hangUp()
      case 'hush':
        return leg?.hush()
      case 'say':
        return void this.#speak(act)
      default:
        return assertNever(act)
    }
  }

  #ring(who: string): void {
    const caller = this.scene.callers.find(({ id }) => id === who)
    if (!caller) return
    const { number, name, line, withheld, called } = caller
    const leg = this.#stage.exchange.ring({
      number,
      name,
      line,
      isWithheld: withheld,
      ...(called !== '' && { calledNumber: called }),
    })
    this.#follow(who, leg)
  }

  async #speak({ who, line, text, clip }: Extract<PracticeAct, { type: 'say' }>): Promise<void> {
    const { clock, pace, note } = this.#stage
    this.captions.push({ by: 'them', name: this.#nameOf(who), text, at: clock.now() })
    try {
      const samples = await this.#stage.clip(clip)
      const leg = this.#legs.get(who)
      // Whoever is in a hurry says less.
      const said = await leg?.say(samples.subarray(0, Math.ceil(samples.length / pace)))
      if (said === 'interrupted') return
    } catch (error) {
      // Without its sound a line is read.
      note(`no voice for ${clip}: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#happens({ type: 'lineFinished', who, line })
  }

  /** Callers keep their name to themselves until they are asked; a colleague's stands on the screen. */
  #nameOf(who: string): string {
    return this.scene.callers.some(({ id }) => id === who) ? '' : (this.#legs.get(who)?.name ?? who)
  }

  #follow(who: string, leg: PracticeLeg): void {
    this.#legs.set(who, leg)
    this.#endings.push(leg.on(event => this.#hear(who, leg, event)))
  }

  #hear(who: string, leg: PracticeLeg, event: LegEvent): void {
    switch (event.type) {
      case 'answered':
        return this.#happens({ type: 'answered', who })
      case 'heldByUser':
        return this.#happens({ type: 'held', who })
      case 'takenBack':
        return this.#happens({ type: 'takenBack', who })
      case 'userSpeaks':
        return this.#happens({ type: 'userSpoke', who })
      case 'userSilent':
        return this.#happens({ type: 'userFellSilent', who, shown: this.#shown })
      case 'sentTo':
        return leg.isHeldByUser ? undefined : this.#happens({ type: 'held', who })
      case 'joinedWith':
        return this.#happens({ type: 'joined', who, with: event.leg.number })
      case 'recalled':
        this.#happens({ type: 'handedBack', who, from: event.from, why: 'unanswered' })
        return undefined
      case 'ended':
        return this.#ended(who, event.by)
      default:
        // The scene tells by itself who was talked over or left in silence.
        return undefined
    }
  }

  #ended(who: string, by: 'user' | 'themselves' | 'partner' | 'exchange'): void {
    if (by === 'partner') return
    const wasRinging = this.playing.actors[who]?.phase === 'ringing'
    if (by === 'user' && wasRinging) return this.#happens({ type: 'declined', who })
    this.#happens({ type: 'ended', who, by: by === 'user' ? 'user' : 'caller' })
  }

  #onTheLine(): string | undefined {
    return Object.values(this.playing.actors).find(({ phase }) => phase === 'talking')?.id
  }
}
