import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskView } from '../../domain/desk/DeskView'
import type { Intent, NoteIntent } from '../../domain/desk/Intent'
import type { Person } from '../../domain/directory/Person'
import type { Instant } from '../../domain/Instant'
import type { DeskBridge, Problem, RecordsAsked, RecordsPage, Reply } from '../../electron/contract/contract'

/** What this page knows of the desk. The desk itself lives in the main process; nothing here decides anything. */
export interface Shown {
  readonly bridge: DeskBridge | undefined
  readonly desk: DeskView | undefined
  /** The desk's clock as last told, and when (in this page's own time) that was. */
  readonly clock: { readonly now: Instant; readonly speed: number; readonly readAt: number }
  readonly up: boolean
  /** The last intent that did not reach the desk, until one does. */
  readonly problem: Problem | undefined
  /** Set while the browser wants a click before it lets us make a sound. */
  readonly allowSound: (() => void) | undefined
  /** The loudspeaker somebody chose for the ring cannot be used now. */
  readonly ringMoved: boolean
}

/** The desk, as fed by the bridge. Rooms read it with `useDesk` and speak with `attempt`. */
export const deskStore = createStore<Shown>()(() => ({
  bridge: undefined,
  desk: undefined,
  clock: { now: Date.now(), speed: 1, readAt: performance.now() },
  up: true,
  problem: undefined,
  allowSound: undefined,
  ringMoved: false,
}))

/** Lets the desk flow from a bridge into the store. Returns its own undoing. */
export function feedDesk(bridge: DeskBridge): () => void {
  deskStore.setState({ bridge })
  const undoings = [
    bridge.onShown(({ desk, clock }) =>
      deskStore.setState({ desk, clock: { ...clock, readAt: performance.now() }, up: true }),
    ),
    bridge.onBridge(up => {
      deskStore.setState({ up, problem: undefined })
      if (up) sendAgain()
    }),
  ]
  return () => {
    for (const undo of undoings) undo()
    deskStore.setState({ bridge: undefined })
  }
}

/** Something the desk shows. For rooms only: they are not drawn before there is a desk. */
export function useDesk<Chosen>(choose: (desk: DeskView) => Chosen): Chosen {
  return useStore(deskStore, ({ desk }) => {
    if (!desk) throw new Error('A room was drawn before there was a desk')
    return choose(desk)
  })
}

/** Something about the bridge itself, desk or no desk. */
export function useBridge<Chosen>(choose: (shown: Shown) => Chosen): Chosen {
  return useStore(deskStore, choose)
}

// What was typed and is not yet known to have arrived: the newest text of each field, in the order of typing.
const unconfirmed = new Map<string, Extract<NoteIntent, { type: 'note' }>>()

/** Says something to the desk. What comes of it is seen on the desk; nothing on screen moves before that. */
export function attempt(intent: Intent): void {
  void send(intent)
}

async function send(intent: Intent): Promise<void> {
  const { bridge } = deskStore.getState()
  const field = intent.type === 'note' ? `${intent.slot} ${intent.callId}` : ''
  if (intent.type === 'note') {
    unconfirmed.delete(field)
    unconfirmed.set(field, intent)
  }
  const reply: Reply<undefined> = bridge
    ? await bridge.attempt(intent)
    : { ok: false, problem: { kind: 'bridge-lost', message: 'no bridge yet' } }
  deskStore.setState({ problem: reply.ok ? undefined : reply.problem })
  if (reply.ok && unconfirmed.get(field) === intent) unconfirmed.delete(field)
}

// Typing goes on while the bridge is down; what it held up is told when it is back.
function sendAgain(): void {
  Array.from(unconfirmed.values()).forEach(attempt)
}

/** One page of the journal. */
export async function askRecords(asked: RecordsAsked): Promise<Reply<RecordsPage>> {
  const { bridge } = deskStore.getState()
  if (!bridge) return { ok: false, problem: { kind: 'bridge-lost', message: 'no bridge yet' } }
  return await bridge.listRecords(asked)
}

/** Colleagues whom a few letters could mean. */
export async function askPeople(text: string): Promise<Reply<readonly Person[]>> {
  const { bridge } = deskStore.getState()
  if (!bridge) return { ok: false, problem: { kind: 'bridge-lost', message: 'no bridge yet' } }
  return await bridge.findPeople(text)
}

/** Asks the user for the click that the browser wants before it makes a sound; `undefined` takes the question back. */
export function askForSound(allow: (() => void) | undefined): void {
  deskStore.setState({ allowSound: allow })
}

/** The desk's time at this moment. It may run faster than ours, in tests. */
export function deskTime(): Instant {
  const { now, speed, readAt } = deskStore.getState().clock
  return now + (performance.now() - readAt) * speed
}

const watchers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined
let shownTime: Instant = 0

// Clocks that nobody looks at do not run.
function watchClock(watcher: () => void): () => void {
  watchers.add(watcher)
  ticking ??= setInterval(() => watchers.forEach(watch => watch()), deskStore.getState().clock.speed > 1 ? 100 : 250)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

// All clocks of one drawing show the same time, so it moves in steps.
function readClock(): Instant {
  const time = deskTime()
  if (Math.abs(time - shownTime) >= 90 * deskStore.getState().clock.speed) shownTime = time
  return shownTime
}

/** The desk's time, ticking. */
export function useClock(): Instant {
  return useSyncExternalStore(watchClock, readClock)
}
