import { Failure } from '../../domain/Failure'
import type { Instant } from '../../domain/Instant'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { KeptLine } from '../../domain/record/KeptLine'
import type { RecordsAsked, RecordsPage } from '../../electron/contract/contract'
import type { InterruptedRecord, Journal } from '../../electron/journal/openJournal'

/** A journal without a disk; the disk that it does not have can be full. */
export class MemoryJournal implements Journal {
  /** Nothing was ever damaged here. */
  damaged = () => []
  carryOver = () => ({ hasMore: false, live: [] })
  isCarriedOver = () => true
  durability = () => ({ synchronous: 0, journalMode: 'memory' })
  noteDamageTold = () => this.#write()
  readonly #rows = new Map<string, InterruptedRecord>()
  /** Set it, and nothing more is written until it is unset. */
  full = false

  keep(record: CallRecord, line?: KeptLine): void {
    const before = this.#rows.get(record.callId)?.record
    if (before && before.state !== 'live' && record.state === 'live') return this.#write()
    const left = this.#rows.get(record.callId)
    if (before && before.state !== 'live' && left) return this.#writes({ ...left, record })
    this.revive(record, line)
  }

  owe(record: CallRecord, line?: KeptLine): void {
    const aliveAt = line && this.#rows.get(record.callId)?.aliveAt
    this.#writes({ record, line, aliveAt })
  }

  forgetLine(callId: string): void {
    const row = this.#rows.get(callId)
    if (row && row.record.state !== 'live') this.#writes({ ...row, line: undefined, aliveAt: undefined })
  }

  revive(record: CallRecord, line?: KeptLine): void {
    const isLive = record.state === 'live'
    const aliveAt = this.#rows.get(record.callId)?.aliveAt
    this.#writes({ record, line: isLive ? line : undefined, aliveAt: isLive ? aliveAt : undefined })
  }

  noteLife(at: Instant): void {
    for (const row of this.#rows.values()) if (row.record.state === 'live') this.#writes({ ...row, aliveAt: at })
  }

  find(callId: string): CallRecord | undefined {
    return this.#rows.get(callId)?.record
  }

  /** Every record that there is, the oldest first. */
  all(): readonly CallRecord[] {
    return [...this.#rows.values()].map(({ record }) => record)
  }

  list({ search, offset, limit }: RecordsAsked): RecordsPage {
    const found = this.all().filter(record => JSON.stringify(record).includes(search))
    return { records: found.slice(offset, offset + limit), total: found.length }
  }

  countOpen(): number {
    return this.all().filter(record => record.state === 'open').length
  }

  interrupted(): readonly InterruptedRecord[] {
    return [...this.#rows.values()].filter(({ record, line }) => record.state === 'live' || line)
  }

  close(): void {}

  #writes(row: InterruptedRecord): void {
    this.#write()
    this.#rows.set(row.record.callId, row)
  }

  #write(): void {
    if (this.full) throw new Failure('The disk is full.')
  }
}
