import { networkInterfaces } from 'node:os'
import type { Finding } from '../domain/desk/Finding'
import type { DeskSettings } from '../domain/desk/Settings'
import type { Person } from '../domain/directory/Person'
import { RemoteAudio } from './audio/RemoteAudio'
import type { Clock } from './desk/Clock'
import type { DeskLog } from './desk/DeskLog'
import { type OpenDesk, openDesk } from './desk/openDesk'
import { openDoNotDisturb } from './desk/openDoNotDisturb'
import { openHeartbeat } from './desk/openHeartbeat'
import { damageFound, openMending } from './desk/openMending'
import { openServants, type Servants } from './desk/openServants'
import type { Timings } from './desk/openTimings'
import { oweInterrupted } from './desk/oweInterrupted'
import type { Journal } from './journal/openJournal'
import { openInstances } from './profile/openInstances'
import type { PreferencesStore } from './settings/PreferencesStore'
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

interface SessionSurroundings {
  /** The folder of what this session keeps beside its journal. */
  readonly folder: string
  /** Its journal, which is closed with it. */
  readonly journal: Journal
  readonly settings: AppSettings
  readonly clock: Clock
  readonly log: DeskLog
  readonly timings: Timings
  readonly quit: () => void
}

/** A desk with its phone and its journal, from its first registration until it is closed. */
export interface Session {
  readonly settings: AppSettings
  readonly desk: OpenDesk
  readonly audio: RemoteAudio
  readonly journal: Journal
  readonly phone: SipPhone
  readonly servants: Servants
  wake(why: 'slept' | 'address'): void
  close(): Promise<void>
}

/** Opens a session: opens things, connects them, decides nothing. */
export function openSession({ folder, journal, settings, clock, log, timings, quit }: SessionSurroundings): Session {
  const audio = new RemoteAudio()
  const phone = new SipPhone(settings.accounts, {
    audio,
    now: clock.now,
    random: Math.random,
    mark: timings.mark,
    note: log.note,
    instanceOf: openInstances(folder),
    openWire: ({ server, plainSocket, allowUnencrypted }) =>
      new WebSocketWire({ server, plainAllowed: !plainSocket || allowUnencrypted }, why =>
        log.note(`dropped before the parser: ${why}`),
      ),
  })
  const doNotDisturb = openDoNotDisturb(folder, clock.now)
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

  const interrupted = oweInterrupted(journal, settings.desk.gate)
  desk.heed({ type: 'directoryRead', people: settings.people })
  desk.heed({ type: 'foundAtStart', findings: [...damageFound(journal), ...settings.findings] })
  desk.heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
  desk.heed({ type: 'callsInterrupted', calls: interrupted, at: clock.now() })
  if (doNotDisturb.kept !== undefined) {
    desk.heed({ type: 'doNotDisturbBegun', until: doNotDisturb.kept, at: clock.now() })
  }
  const heartbeat = openHeartbeat({ desk, journal, clock, log })
  phone.start()
  const stopMending = openMending({ desk, journal, gate: settings.desk.gate, clock, log })
  const wake = (why: 'slept' | 'address') => {
    log.note(why === 'slept' ? 'the machine woke up' : 'the addresses of this machine changed')
    phone.wake(why)
    const until = desk.state.getState().doNotDisturb?.until
    // Timers stand still while a machine sleeps.
    if (until !== undefined) desk.heed({ type: 'woken', wake: { what: 'doNotDisturbOver', until }, at: clock.now() })
  }
  const stopWatching = watchAddresses({ interfaces: networkInterfaces, now: Date.now, wake })

  return {
    settings,
    desk,
    audio,
    journal,
    phone,
    servants: openServants({ desk, journal, audio, log }),
    wake,
    async close() {
      stopWatching()
      stopMending()
      await phone.stop()
      heartbeat.stop()
      desk.close()
      journal.close()
    },
  }
}
