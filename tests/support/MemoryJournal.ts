import { Failure } from '../../domain/Failure'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { RecordsAsked, RecordsPage } from '../../electron/contract/contract'
import type { Journal } from '../../electron/journal/openJournal'

/** A journal without a disk; the disk that it does not have can be full. */
export class MemoryJournal implements Journal {
  readonly damaged = undefined
  readonly #records = new Map<string, CallRecord>()
  /** Set it, and nothing more is written until it is unset. */
  full = false

  keep(record: CallRecord): void {
    if (this.full) throw new Failure('The disk is full.')
    const before = this.#records.get(record.callId)
    if (before && before.state !== 'live' && record.state === 'live') return
    this.#records.set(record.callId, record)
  }

  revive(record: CallRecord): void {
    if (this.full) throw new Failure('The disk is full.')
    this.#records.set(record.callId, record)
  }

  find(callId: string): CallRecord | undefined {
    return this.#records.get(callId)
  }

  /** Every record that there is, the oldest first. */
  all(): readonly CallRecord[] {
    return [...this.#records.values()]
  }

  list({ search, offset, limit }: RecordsAsked): RecordsPage {
    const found = [...this.#records.values()].filter(record => JSON.stringify(record).includes(search))
    return { records: found.slice(offset, offset + limit), total: found.length }
  }

  countOpen(): number {
    return [...this.#records.values()].filter(record => record.state === 'open').length
  }

  interrupted(): readonly CallRecord[] {
    return [...this.#records.values()].filter(record => record.state === 'live')
  }

  close(): void {}
}
