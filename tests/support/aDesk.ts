import type { Call } from '../../domain/call/Call'
import type { Capture } from '../../domain/capture/Capture'
import { textSlots } from '../../domain/capture/Capture'
import type { Desk } from '../../domain/desk/Desk'
import type { Fact } from '../../domain/desk/Fact'
import type { Intent } from '../../domain/desk/Intent'
import { preferencesIn } from '../../domain/desk/Preferences'
import type { DeskSettings } from '../../domain/desk/Settings'
import type { CallRecord } from '../../domain/record/CallRecord'
import { deskLog } from '../../electron/desk/DeskLog'
import { type ClosableDesk, openDesk } from '../../electron/desk/openDesk'
import { nine } from './aCall'
import { office, people } from './cast'
import { FakePhone } from './FakePhone'
import { MemoryJournal } from './MemoryJournal'

/** An open desk, as Rosa finds it in the morning, with everything that can be asked of it. */
export interface DeskAtWork {
  readonly open: ClosableDesk
  readonly phone: FakePhone
  readonly journal: MemoryJournal
  readonly log: readonly string[]
  readonly attempt: (intent: Intent) => void
  readonly heed: (fact: Fact) => void
  readonly now: () => Desk
  /** The call, by default the last that rang or was placed. */
  readonly call: (callId?: string) => Call | undefined
  /** What the phone was asked to do, in that order. */
  readonly asked: () => readonly string[]
  readonly record: (callId?: string) => CallRecord | undefined
  /** Types all of this into the notes of the call. */
  readonly writes: (notes: Partial<Capture>, callId?: string) => void
  /** Lets that much time go by; reminders come due when a test has faked the timers. */
  readonly passes: (ms: number) => void
  readonly hasQuit: () => boolean
  /** Resolves when everything that was asked of the phone has succeeded or failed. */
  readonly settled: () => Promise<void>
}

export function aDesk(settings: Partial<DeskSettings> = {}): DeskAtWork {
  const desk = aDeskAtStart({}, settings)
  desk.phone.isReady()
  return desk
}

/** The app has just started: it is not registered yet, and no room is open. */
export function aDeskAtStart(
  { phone = new FakePhone(), journal = new MemoryJournal() }: { phone?: FakePhone; journal?: MemoryJournal },
  settings: Partial<DeskSettings> = {},
): DeskAtWork {
  const log: string[] = []
  let left = false
  const open = openDesk({
    phone,
    journal,
    settings: { ...office, ...settings },
    preferences: { kept: preferencesIn(settings.locale ?? office.locale), keep: () => undefined },
    doNotDisturb: { kept: undefined, keep: () => undefined },
    clock: phone.clock,
    log: deskLog(
      (_, line) => log.push(line),
      () => nine,
    ),
    quit: () => {
      left = true
    },
  })
  const { state, attempt, heed } = open
  heed({ type: 'directoryRead', people })
  return {
    open,
    phone,
    journal,
    log,
    attempt,
    heed,
    now: () => state.getState(),
    call: (callId = phone.callId) => state.getState().calls.find(call => call.callId === callId),
    asked: () => phone.performed.map(command => command.type),
    record: (callId = phone.callId) => journal.find(callId),
    writes(notes, callId = phone.callId) {
      for (const slot of textSlots) {
        const text = notes[slot]
        if (text !== undefined) attempt({ type: 'note', callId, slot, text })
      }
      if (notes.response) attempt({ type: 'chooseResponse', callId, response: notes.response })
      for (const slot of notes.wontSay ?? []) attempt({ type: 'noteWontSay', callId, slot, wontSay: true })
    },
    passes: ms => phone.clock.passes(ms),
    hasQuit: () => left,
    settled: () => new Promise(resolve => setImmediate(resolve)),
  }
}

/** A desk at which Ms Okafor's call has just been answered. */
export function aDeskInACall(settings: Partial<DeskSettings> = {}): DeskAtWork {
  const desk = aDesk(settings)
  const callId = desk.phone.rings()
  desk.attempt({ type: 'answer', callId })
  desk.phone.connects()
  return desk
}
