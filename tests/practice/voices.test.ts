import { describe, expect, it } from 'vitest'
import { longSilenceMs, Manners } from '../../electron/practice/Manners'
import { beatMs, beatSamples, Metronome } from '../../electron/practice/Metronome'
import { fromMulaw, toMulaw } from '../../electron/practice/mulaw'
import { playMusic } from '../../electron/practice/music'
import type { PracticeClock } from '../../electron/practice/PracticeClock'
import { Voice } from '../../electron/practice/Voice'
import { VoiceActivity } from '../../electron/practice/VoiceActivity'
import { tone } from '../exchange/rig/pitch'

const hum = (seconds: number, loudness = 1) =>
  Int16Array.from(tone(440, seconds), sample => Math.round(sample * loudness * 0x7fff))
const packetsOf = (samples: Int16Array) =>
  Array.from({ length: Math.floor(samples.length / beatSamples) }, (_, at) =>
    samples.subarray(at * beatSamples, (at + 1) * beatSamples),
  )

/** A clock that stands still until a test moves it. */
class StandingClock implements PracticeClock {
  #now = 0
  #waits: { readonly at: number; readonly run: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const wait = { at: this.#now + ms, run }
    this.#waits.push(wait)
    return () => (this.#waits = this.#waits.filter(each => each !== wait))
  }

  /** Moves on, and only then runs what has become due: a machine that was busy. */
  moves(ms: number): void {
    this.#now += ms
    const due = this.#waits.filter(({ at }) => at <= this.#now)
    this.#waits = this.#waits.filter(({ at }) => at > this.#now)
    for (const { run } of due) run()
  }

  get waits(): number {
    return this.#waits.length
  }
}

describe('the metronome', () => {
  it('makes up for beats that came late, and loses none in a minute', () => {
    const clock = new StandingClock()
    let beats = 0
    new Metronome(clock).follow(() => (beats += 1))
    const steps = [7, 33, 20, 61, 4, 25]
    let passed = 0
    for (let at = 0; passed < 60_000; at += 1) {
      const step = steps[at % steps.length] ?? beatMs
      passed += step
      clock.moves(step)
    }
    expect(beats).toBeGreaterThanOrEqual(Math.floor(passed / beatMs) - 3)
    expect(beats).toBeLessThanOrEqual(Math.ceil(passed / beatMs))
  })

  it('does not make up for a machine that slept', () => {
    const clock = new StandingClock()
    let beats = 0
    new Metronome(clock).follow(() => (beats += 1))
    clock.moves(60_000)
    expect(beats).toBe(1)
  })

  it('rests while nobody listens', () => {
    const clock = new StandingClock()
    const leave = new Metronome(clock).follow(() => undefined)
    expect(clock.waits).toBe(1)
    leave()
    expect(clock.waits).toBe(0)
  })
})

describe('µ-law', () => {
  it('comes back as it was, but for what the logarithm costs', () => {
    for (let sample = -32_768; sample <= 32_767; sample += 37) {
      const [back = 0] = fromMulaw(toMulaw(Int16Array.of(sample)))
      expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(8, Math.abs(sample) / 16 + 133))
    }
  })

  it('says what others say: the codes of silence and of the extremes', () => {
    expect([...toMulaw(Int16Array.of(0, -32_768, 32_767))]).toEqual([0xff, 0x00, 0x80])
    expect([...fromMulaw(Uint8Array.of(0xff, 0x7f, 0x00, 0x80))]).toEqual([0, 0, -32_124, 32_124])
  })
})

describe('a voice', () => {
  it('says one thing after the other, to the end', async () => {
    const voice = new Voice()
    const first = voice.say(hum(0.03))
    const second = voice.say(hum(0.02))
    const packets = [voice.next(), voice.next(), voice.next(), voice.next()]
    expect(packets.map(packet => packet?.length)).toEqual([beatSamples, beatSamples, beatSamples, undefined])
    expect(await first).toBe('finished')
    expect(await second).toBe('finished')
  })

  it('falls silent in the middle of the word, and says nothing more', async () => {
    const voice = new Voice()
    const said = [voice.say(hum(1)), voice.say(hum(1))]
    voice.next()
    voice.hush()
    expect(await Promise.all(said)).toEqual(['interrupted', 'interrupted'])
    expect(voice.next()).toBeUndefined()
  })

  it('waits with what it was saying while music plays', async () => {
    const voice = new Voice()
    const said = voice.say(hum(0.02))
    voice.playMusic(true)
    for (let at = 0; at < 50; at += 1) expect(voice.next()).toHaveLength(beatSamples)
    expect(voice.isSounding).toBe(false)
    voice.playMusic(false)
    voice.next()
    expect(await said).toBe('finished')
  })
})

describe('music on hold', () => {
  it('is soft, never silent for long, and never too loud', () => {
    const play = playMusic()
    let quietMs = 0
    for (let at = 0; at < 1_000; at += 1) {
      const packet = play()
      const loudest = Math.max(...packet.map(Math.abs))
      expect(loudest).toBeLessThan(4_000)
      quietMs = loudest < 200 ? quietMs + beatMs : 0
      expect(quietMs).toBeLessThan(200)
    }
  })
})

describe('whether the user speaks', () => {
  const after = (packets: readonly Int16Array[]) => {
    const activity = new VoiceActivity()
    return packets.map(packet => activity.take(packet)).filter(news => news !== undefined)
  }

  it('is told when they begin, and when they have been silent for half a second', () => {
    expect(after([...packetsOf(hum(1)), ...packetsOf(new Int16Array(8_000))])).toEqual(['speaks', 'silent'])
  })

  it('is not told of a click, nor of a quiet room', () => {
    const click = [...packetsOf(new Int16Array(1_600)), ...packetsOf(hum(0.02)), ...packetsOf(new Int16Array(8_000))]
    expect(after(click)).toEqual([])
    expect(after(packetsOf(hum(2, 0.005)))).toEqual([])
  })

  it('is not told of the pause between two words', () => {
    const words = [...packetsOf(hum(0.3)), ...packetsOf(new Int16Array(2_400)), ...packetsOf(hum(0.3))]
    expect(after(words)).toEqual(['speaks'])
  })
})

describe('what a person on the line notices', () => {
  const over = (ms: number, user: boolean, person: boolean, manners = new Manners()) =>
    Array.from({ length: ms / beatMs }, () => manners.take(user, person)).filter(news => news !== undefined)

  it('is to be talked over, but not that both began at once', () => {
    expect(over(500, true, true)).toEqual([])
    expect(over(3_000, true, true)).toEqual(['talkedOver'])
  })

  it('is that nobody says anything for six seconds, told once', () => {
    expect(over(longSilenceMs - beatMs, false, false)).toEqual([])
    expect(over(30_000, false, false)).toEqual(['leftInSilence'])
  })

  it('is noticed again after somebody has spoken', () => {
    const manners = new Manners()
    expect(over(7_000, false, false, manners)).toEqual(['leftInSilence'])
    expect(over(100, true, false, manners)).toEqual([])
    expect(over(7_000, false, false, manners)).toEqual(['leftInSilence'])
  })
})
