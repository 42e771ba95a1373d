import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { z } from 'zod'
import { desiredResponses, releases } from '../../domain/capture/Capture'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { KeptLine } from '../../domain/record/KeptLine'
import { textOf } from './lineText'
import { because, direction, ending, lineKind, state } from './recordWords'
import { searchedText } from './searchedText'

/** The columns that hold a record; its place in the table is SQLite's own affair. */
export const columns = [
  'call_id',
  'state',
  'account_id',
  'direction',
  'number',
  'shown_name',
  'withheld',
  'directory_name',
  'line_kind',
  'line_because',
  'line_evidence',
  'corrected',
  'handed_to',
  'handed_by',
  'dialled',
  'answer_as',
  'emergency',
  'started_at',
  'answered_at',
  'ended_at',
  'ending',
  'requirement',
  'caller_name',
  'company',
  'contact',
  'for_whom',
  'response',
  'urgent',
  'wont_say',
  'release',
  'searched',
  'line',
] as const

/**
 * A record as the row that holds it, and beside it the line by which its call can be taken back. What is undefined in
 * memory is NULL on disk, and so is the line of a record that is not live.
 */
export function rowOf(record: CallRecord, kept?: KeptLine): Record<(typeof columns)[number], SQLInputValue> {
  const { line, capture } = record
  return {
    call_id: record.callId,
    state: record.state,
    account_id: record.accountId,
    direction: record.direction,
    number: record.number,
    shown_name: record.shownName,
    withheld: Number(record.withheld),
    directory_name: record.directoryName,
    line_kind: line.kind,
    line_because: line.because,
    line_evidence: JSON.stringify(line.evidence),
    corrected: record.corrected ?? null,
    handed_to: record.handedTo,
    handed_by: record.handedBy,
    dialled: record.dialled,
    answer_as: record.answerAs,
    emergency: Number(record.emergency),
    started_at: record.startedAt,
    answered_at: record.answeredAt ?? null,
    ended_at: record.endedAt ?? null,
    ending: record.ending ?? null,
    requirement: capture.requirement,
    caller_name: capture.callerName,
    company: capture.company,
    contact: capture.contact,
    for_whom: capture.forWhom,
    response: capture.response ?? null,
    urgent: capture.urgent === undefined ? null : Number(capture.urgent),
    wont_say: JSON.stringify(capture.wontSay),
    release: capture.release ?? null,
    searched: searchedText(record),
    line: kept && record.state === 'live' ? textOf(kept) : null,
  }
}

const jsonList = <Item extends z.ZodType>(item: Item) =>
  z
    .string()
    .transform(json => JSON.parse(json) as unknown)
    .pipe(z.array(item))
const yesOrNo = z.literal([0, 1]).transform(number => number === 1)

// A word that a damaged disk has bent is a word that is not there: one bad letter must not hide the whole journal.
const row = z.object({
  call_id: z.string(),
  state,
  account_id: z.string(),
  direction,
  number: z.string(),
  shown_name: z.string(),
  withheld: yesOrNo,
  directory_name: z.string(),
  line_kind: lineKind,
  line_because: because.catch('signal-unknown'),
  line_evidence: jsonList(z.string()).catch([]),
  corrected: lineKind.nullable(),
  handed_to: z.string(),
  handed_by: z.string(),
  dialled: z.string(),
  answer_as: z.string(),
  emergency: yesOrNo,
  started_at: z.number(),
  answered_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  ending: ending.nullable().catch(null),
  requirement: z.string(),
  caller_name: z.string(),
  company: z.string(),
  contact: z.string(),
  for_whom: z.string(),
  response: z.enum(desiredResponses).nullable().catch(null),
  urgent: yesOrNo.nullable(),
  wont_say: jsonList(z.enum(['callerName', 'contact'])).catch([]),
  release: z.enum(releases).nullable().catch(null),
})

/** The record that a row holds. */
export function recordIn(stored: Record<string, SQLOutputValue>): CallRecord {
  const is = row.parse(stored)
  return {
    callId: is.call_id,
    state: is.state,
    accountId: is.account_id,
    direction: is.direction,
    number: is.number,
    shownName: is.shown_name,
    withheld: is.withheld,
    directoryName: is.directory_name,
    line: { kind: is.line_kind, because: is.line_because, evidence: is.line_evidence },
    corrected: is.corrected ?? undefined,
    handedTo: is.handed_to,
    handedBy: is.handed_by,
    dialled: is.dialled,
    answerAs: is.answer_as,
    emergency: is.emergency,
    startedAt: is.started_at,
    answeredAt: is.answered_at ?? undefined,
    endedAt: is.ended_at ?? undefined,
    ending: is.ending ?? undefined,
    capture: {
      requirement: is.requirement,
      callerName: is.caller_name,
      company: is.company,
      contact: is.contact,
      forWhom: is.for_whom,
      response: is.response ?? undefined,
      urgent: is.urgent ?? undefined,
      wontSay: is.wont_say,
      release: is.release ?? undefined,
    },
  }
}
