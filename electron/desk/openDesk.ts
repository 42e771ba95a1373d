import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyFact } from '../../domain/desk/applyFact'
import type { Command } from '../../domain/desk/Command'
import { considerIntent } from '../../domain/desk/considerIntent'
import { type Desk, emptyDesk, type Step } from '../../domain/desk/Desk'
import type { Fact } from '../../domain/desk/Fact'
import type { Intent } from '../../domain/desk/Intent'
import type { DeskSettings } from '../../domain/desk/Settings'
import { Failure } from '../../domain/Failure'
import type { Phone } from '../../domain/phone/Phone'
import type { Journal } from '../journal/openJournal'
import type { DeskLog } from './DeskLog'

/** What the loop joins together. */
export interface Surroundings {
  readonly phone: Phone
  readonly journal: Journal
  readonly settings: DeskSettings
  readonly log: DeskLog
  readonly quit: () => void
}

export interface OpenDesk {
  readonly state: StoreApi<Desk>
  attempt(intent: Intent): void
  heed(fact: Fact): void
}

/** Joins the rules to a phone and a journal. All movement in the app passes through this one loop. */
export function openDesk({ phone, journal, settings, log, quit }: Surroundings): OpenDesk {
  const state = createStore<Desk>()(() => emptyDesk(settings))

  function heed(fact: Fact): void {
    log.fact(fact)
    take(applyFact(state.getState(), fact))
  }

  function attempt(intent: Intent): void {
    const before = state.getState().noticesTold
    const step = considerIntent(state.getState(), intent)
    log.intent(intent, step.desk.noticesTold > before ? step.desk.notice : undefined)
    take(step)
  }

  function take({ desk, commands }: Step): void {
    state.setState(desk, true)
    for (const command of commands) void carryOut(command)
  }

  async function carryOut(command: Command): Promise<void> {
    try {
      switch (command.type) {
        case 'keepDraft':
          journal.keep(command.record)
          if (command.record.state !== 'live') heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
          return
        case 'saveRecord':
          journal.keep(command.record)
          heed({ type: 'recordSaved', record: command.record, openRecords: journal.countOpen() })
          return
        case 'fetchRecord': {
          const record = journal.find(command.callId)
          if (!record) throw new Failure('That record is not in the journal.')
          heed({ type: 'recordFetched', record })
          return
        }
        case 'quit':
          quit()
          return
        default:
          await phone.perform(command)
      }
    } catch (error) {
      // Either way the user hears that it did not happen; a bug is also ours to hear about.
      if (!(error instanceof Failure)) log.bug(error)
      heed({ type: 'commandFailed', command, problem: error instanceof Error ? error.message : String(error) })
    }
  }

  phone.onFact(heed)
  return { state, attempt, heed }
}
