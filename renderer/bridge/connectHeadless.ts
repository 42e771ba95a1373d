import type { AudioOrder } from '../../electron/contract/audioContract'
import type { CallName, DeskBridge, Gives, Reply, Shown, Takes } from '../../electron/contract/contract'
import { type FromDesk, wordFor } from '../../electron/contract/headlessWords'

const againAfterMs = 500

/**
 * The bridge for a page that shows the desk without Electron: one WebSocket back to where the page came from. It comes
 * back by itself when it is lost.
 */
export function connectHeadless(): DeskBridge {
  const waiting = new Map<number, (reply: Reply<never>) => void>()
  const shownTo = listeners<Shown>()
  const ordered = listeners<AudioOrder>()
  const owned = listeners<boolean>()
  const bridged = listeners<boolean>()
  let socket: WebSocket | undefined
  let asked = 0

  function connect(): void {
    const opening = new WebSocket(`ws://${location.host}/bridge`)
    opening.addEventListener('open', () => {
      socket = opening
      bridged.tell(true)
    })
    opening.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as FromDesk))
    opening.addEventListener('close', () => {
      socket = undefined
      owned.tell(false)
      bridged.tell(false)
      for (const answer of waiting.values()) answer(lost)
      waiting.clear()
      setTimeout(connect, againAfterMs)
    })
  }

  function hear(said: FromDesk): void {
    switch (said.type) {
      case 'reply':
        waiting.get(said.id)?.(said.reply as Reply<never>)
        waiting.delete(said.id)
        return
      case 'shown':
        return shownTo.tell(said.shown)
      case 'audioOrder':
        return ordered.tell(said.order)
      case 'audioOwner':
        return owned.tell(said.owner)
    }
  }

  const ask =
    <Name extends CallName>(name: Name) =>
    (input: Takes[Name]): Promise<Reply<Gives[Name]>> => {
      const open = socket
      if (!open) return Promise.resolve(lost)
      const id = (asked += 1)
      return new Promise(resolve => {
        waiting.set(id, resolve)
        open.send(wordFor({ id, name, input }))
      })
    }

  connect()
  return {
    attempt: ask('attempt'),
    listRecords: ask('listRecords'),
    findPeople: ask('findPeople'),
    tellAudio: ask('tellAudio'),
    practise: ask('practise'),
    onShown: shownTo.add,
    onAudioOrder: ordered.add,
    onAudioOwner: owned.add,
    onBridge: bridged.add,
  }
}

const lost: Reply<never> = { ok: false, problem: { kind: 'bridge-lost', message: 'The desk cannot be reached.' } }

/** Listeners that hear the latest word at once when they come late. */
function listeners<Said>() {
  const all = new Set<(said: Said) => void>()
  let latest: { readonly said: Said } | undefined
  return {
    tell(said: Said) {
      latest = { said }
      for (const listener of all) listener(said)
    },
    add(listener: (said: Said) => void) {
      all.add(listener)
      if (latest) listener(latest.said)
      return () => {
        all.delete(listener)
      }
    },
  }
}
