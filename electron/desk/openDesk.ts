import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyFact } from '../../domain/desk/applyFact'
import { assertNever } from '../../domain/assertNever'
import { type Command, isForPhone, standsAlone } from '../../domain/desk/Command'
import { considerIntent } from '../../domain/desk/considerIntent'
import { type Desk, emptyDesk, type Step } from '../../domain/desk/Desk'
import type { Fact } from '../../domain/desk/Fact'
import type { Intent } from '../../domain/desk/Intent'
import type { DeskSettings } from '../../domain/desk/Settings'
import type { DoNotDisturbStore } from './openDoNotDisturb'
import { endOf } from './endOf'
import type { PreferencesStore } from '../settings/PreferencesStore'
import { Failure } from '../../domain/Failure'
import type { Wake } from '../../domain/desk/Wake'
import type { Phone, PhoneCommand } from '../../domain/phone/Phone'
import type { Journal } from '../journal/openJournal'
import type { Clock } from './Clock'
import type { DeskLog } from './DeskLog'
import { tollOf } from './tollOf'

/** What the loop joins together. */
export interface Surroundings {
  readonly phone: Phone
  readonly journal: Journal
  readonly settings: DeskSettings
  readonly preferences: PreferencesStore
  readonly doNotDisturb: DoNotDisturbStore
  readonly clock: Clock
  readonly log: DeskLog
  readonly quit: () => void
}

export interface OpenDesk {
  readonly state: StoreApi<Desk>
  attempt(intent: Intent): void
  heed(fact: Fact): void
}

/** A desk that can be left for good. */
export interface ClosableDesk extends OpenDesk {
  /** Nothing wakes it any more: what it would do then is another desk's business. */
  close(): void
}

/** Joins the rules to a phone and a journal. All movement in the app passes through this one loop. */
export function openDesk({
  phone,
  journal,
  settings,
  preferences,
  doNotDisturb,
  clock,
  log,
  quit,
}: Surroundings): ClosableDesk {
  const waking = new Set<NodeJS.Timeout>()
  const state = createStore<Desk>()(() => emptyDesk(settings, preferences.kept))

  function heed(fact: Fact): void {
    log.fact(fact)
    take(applyFact(state.getState(), fact))
  }

  function attempt(intent: Intent): void {
    const before = state.getState().noticesTold
    const step = considerIntent(state.getState(), intent, tollOf)
    log.intent(intent, step.desk.noticesTold > before ? step.desk.notice : undefined)
    take(step)
  }

  function take({ desk, commands }: Step): void {
    state.setState(desk, true)
    const forPhone = commands.filter(isForPhone)
    const [first] = forPhone
    // In the order of the step: a caller who is told no need not wait for the disk.
    for (const command of commands) {
      if (command === first) void ask(forPhone)
      else if (!isForPhone(command)) carryOut(command)
    }
  }

  /** One after the other: what depends on a command that failed is not asked any more. */
  async function ask(commands: readonly PhoneCommand[]): Promise<void> {
    for (const command of commands) {
      try {
        await phone.perform(command)
      } catch (error) {
        failed(command, error)
        if (!standsAlone(command)) return
      }
    }
  }

  function carryOut(command: Exclude<Command, PhoneCommand>): void {
    try {
      switch (command.type) {
        case 'keepDraft':
          journal.keep(command.record, command.line)
          if (command.record.state !== 'live') heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
          return
        case 'reviveRecord':
          journal.revive(command.record, command.line)
          return heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
        case 'saveRecord':
          journal.keep(command.record)
          return heed({ type: 'recordSaved', record: command.record, openRecords: journal.countOpen() })
        case 'fetchRecord': {
          const record = journal.find(command.callId)
          if (!record) throw new Failure('That record is not in the journal.')
          return heed({ type: 'recordFetched', record })
        }
        case 'forgetLine':
          return journal.forgetLine(command.callId)
        case 'wake':
          return wake(command.wake, command.afterMs)
        case 'keepPreferences':
          return preferences.keep(command.preferences)
        case 'beginDoNotDisturb': {
          const at = clock.now()
          return heed({ type: 'doNotDisturbBegun', until: endOf(command.span, at), at })
        }
        case 'keepDoNotDisturb':
          return doNotDisturb.keep(command.until)
        case 'noteDamageTold':
          return journal.noteDamageTold()
        case 'quit':
          return quit()
        default:
          return assertNever(command)
      }
    } catch (error) {
      failed(command, error)
    }
  }

  function wake(what: Wake, afterMs: number): void {
    const alarm = setTimeout(() => {
      waking.delete(alarm)
      heed({ type: 'woken', wake: what, at: clock.now() })
    }, afterMs / clock.speed).unref()
    waking.add(alarm)
  }

  /** Either way the user hears that it did not happen; a bug is also ours to hear about. */
  function failed(command: Command, error: unknown): void {
    if (!(error instanceof Failure)) log.bug(error)
    heed({ type: 'commandFailed', command, problem: error instanceof Error ? error.message : String(error) })
  }

  phone.onFact(heed)
  return {
    state,
    attempt,
    heed,
    close() {
      for (const alarm of waking) clearTimeout(alarm)
      waking.clear()
    },
  }
}
