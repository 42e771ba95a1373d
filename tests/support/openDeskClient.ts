import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CallView, DeskView } from '../../domain/desk/DeskView'
import type { Intent } from '../../domain/desk/Intent'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { CallName, Reply } from '../../electron/contract/contract'
import { type FromDesk, wordFor } from '../../electron/contract/headlessWords'
import { until } from '../exchange/rig/until'
import type { RunningDesk } from './startDesk'

/** Somebody who sees the desk and speaks to it as a page does, without drawing anything. It never owns the sound. */
export interface DeskClient {
  readonly desk: () => DeskView
  readonly call: () => CallView | undefined
  attempt(intent: Intent): Promise<Reply<unknown>>
  ask(name: CallName, input: unknown): Promise<Reply<unknown>>
  /** Hands a caller over, and answers the id of the leg to the colleague. */
  handsOver(callId: string, number: string, way?: 'announce' | 'send'): Promise<string>
  newestRecord(): Promise<CallRecord>
  /** Waits until the desk looks as wanted. */
  sees<Seen>(what: string, look: (desk: DeskView) => Seen, within?: number): Promise<NonNullable<Seen>>
  close(): void
}

/** Opens a client on a running desk. A page must have the sound already, or the desk takes this for one. */
export async function openDeskClient(running: RunningDesk): Promise<DeskClient> {
  const { origin, host } = new URL(running.url)
  const admitted = await fetch(running.url, { redirect: 'manual' })
  const cookie = admitted.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { cookie }, origin })
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  let shown: DeskView | undefined
  let asked = 0
  socket.on('message', data => {
    const said = JSON.parse((data as Buffer).toString('utf8')) as FromDesk
    if (said.type === 'shown') shown = said.shown.desk
    if (said.type === 'reply') waiting.get(said.id)?.(said.reply)
  })
  const desk = () => {
    if (!shown) throw new Error('the desk has not shown itself yet')
    return shown
  }
  const ask = (name: CallName, input: unknown): Promise<Reply<unknown>> => {
    const id = (asked += 1)
    return new Promise(resolve => {
      waiting.set(id, resolve)
      socket.send(wordFor({ id, name, input }))
    })
  }
  const attempt = (intent: Intent) => ask('attempt', intent)
  await until('the desk shows itself', () => shown)
  return {
    desk,
    call: () => desk().calls[0],
    ask,
    attempt,
    async handsOver(callId, number, way = 'announce') {
      const legId = randomUUID()
      await attempt({ type: 'handOver', callId, legId, to: { name: number, number }, way })
      return legId
    },
    async newestRecord() {
      const reply = await ask('listRecords', { search: '', offset: 0, limit: 200 })
      const { records } = (reply as { value: { records: CallRecord[] } }).value
      const [newest] = records.toSorted((one, other) => other.startedAt - one.startedAt)
      if (!newest) throw new Error('the journal is empty')
      return newest
    },
    sees: (what, look, within = 10_000) => until(`the desk sees: ${what}`, () => look(desk()), { within }) as never,
    close: () => socket.terminate(),
  }
}
