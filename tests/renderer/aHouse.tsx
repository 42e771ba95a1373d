import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { considerIntent } from '../../domain/desk/considerIntent'
import type { Desk } from '../../domain/desk/Desk'
import { viewOf } from '../../domain/desk/DeskView'
import type { Intent } from '../../domain/desk/Intent'
import { findPeople } from '../../domain/directory/findPeople'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { DeskBridge, Reply, Shown } from '../../electron/contract/contract'
import type { PracticeWish } from '../../electron/contract/practiceWish'
import { deskStore, feedDesk } from '../../renderer/bridge/desk'
import { House } from '../../renderer/House'
import { openStrings } from '../../renderer/strings/speech'

export interface AHouse {
  /** Everything that was said to the desk, in order. */
  readonly said: Intent[]
  /** Everything that was asked of practice, in order. */
  readonly wished: PracticeWish[]
  /** Everything that was looked for in the list of colleagues. */
  readonly sought: string[]
  /** Shows what the desk has become. */
  show(desk: Desk): void
  /** The desk answers by the real rules, at once, until this is turned off. */
  echo: boolean
  /** Whether the bridge stands. */
  bridge(up: boolean): void
}

beforeAll(async () => {
  // Nothing is laid out here, so nothing can scroll, and nothing changes its size.
  Element.prototype.scrollIntoView = () => undefined
  document.elementFromPoint = () => null
  globalThis.ResizeObserver = class {
    observe = () => undefined
    unobserve = () => undefined
    disconnect = () => undefined
  }
  await openStrings()
})

const undoings: (() => void)[] = []

afterEach(() => {
  cleanup()
  for (const undo of undoings.splice(0)) undo()
  deskStore.setState({ desk: undefined, up: true, problem: undefined })
})

/** The whole window, in front of a desk that has no phone. */
export function aHouse(
  start: Desk | undefined,
  now: number,
  records: readonly CallRecord[] = [],
  practice: Shown['practice'] = { offered: false, on: undefined },
): AHouse {
  let desk = start
  let up = true
  let tellShown: (shown: Shown) => void = () => undefined
  let tellBridge: (up: boolean) => void = () => undefined
  // As across the bridge without Electron: what is undefined does not arrive.
  const tell = () =>
    desk && tellShown(JSON.parse(JSON.stringify({ desk: viewOf(desk), clock: { now, speed: 1 }, practice })))

  const house: AHouse = {
    said: [],
    wished: [],
    sought: [],
    echo: true,
    show: next => {
      desk = next
      act(tell)
    },
    bridge: now => {
      up = now
      act(() => tellBridge(now))
    },
  }
  const lost: Reply<never> = { ok: false, problem: { kind: 'bridge-lost', message: 'gone' } }
  const bridge: DeskBridge = {
    attempt: async intent => {
      if (!up) return lost
      house.said.push(intent)
      if (desk && house.echo) desk = considerIntent(desk, intent).desk
      if (house.echo) act(tell)
      return { ok: true, value: undefined }
    },
    listRecords: async () => (up ? { ok: true, value: { records, total: records.length } } : lost),
    findPeople: async text => {
      house.sought.push(text)
      return up ? { ok: true, value: findPeople(desk?.people ?? [], text) } : lost
    },
    tellAudio: async () => ({ ok: true, value: undefined }),
    practise: async wish => {
      house.wished.push(wish)
      return { ok: true, value: undefined }
    },
    onShown: listener => {
      tellShown = listener
      tell()
      return () => undefined
    },
    onAudioOrder: () => () => undefined,
    onAudioOwner: () => () => undefined,
    onBridge: listener => {
      tellBridge = listener
      return () => undefined
    },
  }
  undoings.push(feedDesk(bridge))
  render(<House />)
  return house
}
