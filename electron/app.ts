import { networkInterfaces } from 'node:os'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Finding } from '../domain/desk/Finding'
import type { DeskSettings } from '../domain/desk/Settings'
import { viewOf } from '../domain/desk/DeskView'
import type { Person } from '../domain/directory/Person'
import { RemoteAudio } from './audio/RemoteAudio'
import type { Shown } from './contract/contract'
import { openServants, type Servants } from './desk/openServants'
import type { Clock } from './desk/Clock'
import { deskLog } from './desk/DeskLog'
import { type OpenDesk, openDesk } from './desk/openDesk'
import { openDoNotDisturb } from './desk/openDoNotDisturb'
import { openHeartbeat } from './desk/openHeartbeat'
import { openTimings } from './desk/openTimings'
import { oweInterrupted } from './desk/oweInterrupted'
import { openJournal } from './journal/openJournal'
import type { PreferencesStore } from './settings/PreferencesStore'
import type { SipHoldings } from './sip/SipAccount'
import type { SipAccountSettings } from './sip/SipAccountSettings'
import { SipPhone } from './sip/SipPhone'
import { watchAddresses } from './wire/watchAddresses'
import { WebSocketWire } from './wire/WebSocketWire'

/** What the app is opened with. */
export interface AppSettings {
  readonly desk: DeskSettings
  readonly accounts: readonly SipAccountSettings[]
  readonly people: readonly Person[]
  readonly preferences: PreferencesStore
  /** What was found broken in them. */
  readonly findings: readonly Finding[]
}

export interface AppSurroundings {
  /** The folder that holds everything the app writes. */
  readonly profile: string
  readonly settings: AppSettings
  readonly clock: Clock
  readonly writeLog: (line: string) => void
  readonly withTimings: boolean
  readonly quit: () => void
}

export interface OpenApp {
  readonly desk: OpenDesk
  readonly audio: RemoteAudio
  readonly servants: Servants
  /** What the rooms are shown; changes with every change of the desk. */
  readonly shown: StoreApi<{ readonly shown: Shown }>
  /** What the phone keeps for calls right now: nothing, when there is none. */
  readonly holds: () => SipHoldings
  /** Resolves when every account has registered or has said why not. */
  settled(): Promise<void>
  /** The machine woke up, or has another address than before. */
  wake(why: 'slept' | 'address'): void
  close(): Promise<void>
}

/** Opens the app: opens things, connects them, decides nothing. */
export function openApp({ profile, settings, clock, writeLog, withTimings, quit }: AppSurroundings): OpenApp {
  const log = deskLog(writeLog, clock.now)
  const journal = openJournal(profile)
  const timings = openTimings(profile, withTimings)
  const audio = new RemoteAudio()
  const phone = new SipPhone(settings.accounts, {
    audio,
    now: clock.now,
    random: Math.random,
    mark: timings.mark,
    note: log.note,
    openWire: ({ server, plainSocket, allowUnencrypted }) =>
      new WebSocketWire({ server, plainAllowed: !plainSocket || allowUnencrypted }, why =>
        log.note(`dropped before the parser: ${why}`),
      ),
  })
  const doNotDisturb = openDoNotDisturb(profile, clock.now)
  const desk = openDesk({
    phone,
    journal,
    settings: settings.desk,
    preferences: settings.preferences,
    doNotDisturb,
    clock,
    log,
    quit,
  })

  const shownNow = (): { shown: Shown } => ({
    shown: { desk: viewOf(desk.state.getState()), clock: { now: clock.now(), speed: clock.speed } },
  })
  const shown = createStore<{ readonly shown: Shown }>()(shownNow)
  const unsubscribe = desk.state.subscribe(() => shown.setState(shownNow(), true))

  const interrupted = oweInterrupted(journal, settings.desk.gate)
  desk.heed({ type: 'directoryRead', people: settings.people })
  const damaged: Finding[] = journal.damaged ? [{ kind: 'journal-damaged', ...journal.damaged }] : []
  desk.heed({ type: 'foundAtStart', findings: [...damaged, ...settings.findings] })
  desk.heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
  desk.heed({ type: 'callsInterrupted', calls: interrupted, at: clock.now() })
  if (doNotDisturb.kept !== undefined) {
    desk.heed({ type: 'doNotDisturbBegun', until: doNotDisturb.kept, at: clock.now() })
  }
  const heartbeat = openHeartbeat({ desk, journal, clock, log })
  phone.start()
  const wake = (why: 'slept' | 'address') => {
    log.note(why === 'slept' ? 'the machine woke up' : 'the addresses of this machine changed')
    phone.wake(why)
    const until = desk.state.getState().doNotDisturb?.until
    // Timers stand still while a machine sleeps.
    if (until !== undefined) desk.heed({ type: 'woken', wake: { what: 'doNotDisturbOver', until }, at: clock.now() })
  }
  const stopWatching = watchAddresses({ interfaces: networkInterfaces, now: Date.now, wake })

  return {
    desk,
    audio,
    servants: openServants({ desk, journal, audio, log }),
    shown,
    holds: () => phone.holds,
    settled: () =>
      new Promise(resolve => {
        const look = () => {
          const { registrations } = desk.state.getState()
          const undecided = settings.accounts.some(({ accountId }) => {
            const registration = registrations[accountId]
            return !registration || registration.state === 'connecting'
          })
          if (undecided) return
          stopLooking()
          resolve()
        }
        const stopLooking = desk.state.subscribe(look)
        look()
      }),
    wake,
    async close() {
      stopWatching()
      await phone.stop()
      heartbeat.stop()
      unsubscribe()
      await timings.close()
      journal.close()
    },
  }
}
