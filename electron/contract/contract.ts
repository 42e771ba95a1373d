import type { PracticeTrouble, PracticeView } from '../../domain/practice/PracticeView'
import { type PracticeWish, practiceWish } from './practiceWish'
import { z } from 'zod'
import { desiredResponses, releases, textSlots } from '../../domain/capture/Capture'
import type { DeskView } from '../../domain/desk/DeskView'
import { spans } from '../../domain/desk/doNotDisturb'
import type { Intent } from '../../domain/desk/Intent'
import { locales } from '../../domain/desk/Settings'
import type { Person } from '../../domain/directory/Person'
import type { Instant } from '../../domain/Instant'
import { longestCleanName } from '../../domain/phone/cleanName'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { AudioNews, AudioOrder } from './audioContract'
import { audioNews } from './audioContract'
import { preferenceChangesShape } from './preferencesShape'

const callId = z.string().min(1).max(256)
const about = <Type extends string>(type: Type) => z.strictObject({ type: z.literal(type), callId })

const intent = z.discriminatedUnion('type', [
  about('answer'),
  about('decline'),
  about('hold'),
  about('resume'),
  about('hangUp'),
  about('mute').extend({ muted: z.boolean() }),
  about('openMicrophone'),
  about('handOver').extend({
    legId: z.string().min(1).max(256),
    to: z.strictObject({ name: z.string().max(longestCleanName), number: z.string().min(1).max(64) }),
    way: z.enum(['announce', 'send']),
  }),
  about('join'),
  about('answerRequest').extend({ agreed: z.boolean() }),
  about('sendDigits').extend({ digits: z.string().regex(/^[0-9*#A-D]{1,64}$/) }),
  about('note').extend({ slot: z.enum(textSlots), text: z.string().max(10_000) }),
  about('chooseResponse').extend({ response: z.enum(desiredResponses).nullable() }),
  about('markUrgent').extend({ urgent: z.boolean().nullable() }),
  about('noteWontSay').extend({ slot: z.enum(['callerName', 'contact']), wontSay: z.boolean() }),
  about('correctLine').extend({ kind: z.enum(['internal', 'external', 'unverified']) }),
  about('speakIn').extend({ language: z.enum(locales) }),
  about('hush'),
  about('release').extend({ reason: z.enum(releases) }),
  about('saveRecord'),
  about('putAside'),
  about('fetchRecord'),
  about('undoHangUp'),
  about('dial').extend({ text: z.string().max(200), accountId: z.string().max(256).nullable() }),
  z.strictObject({ type: z.literal('callAnyway'), told: z.int().min(0) }),
  z.strictObject({ type: z.literal('registerAgain'), accountId: z.string().max(256) }),
  z.discriminatedUnion('presence', [
    z.strictObject({ type: z.literal('choosePresence'), presence: z.literal('available') }),
    z.strictObject({ type: z.literal('choosePresence'), presence: z.literal('dnd'), span: z.enum(spans) }),
  ]),
  z.strictObject({ type: z.literal('prefer'), changes: preferenceChangesShape }),
  z.strictObject({ type: z.literal('dismissNotice') }),
  z.strictObject({ type: z.literal('dismissFindings') }),
  z.strictObject({ type: z.literal('dismissOutages') }),
  z.strictObject({ type: z.literal('dismissUnreadable') }),
  about('takeCallBack'),
  about('letCallGo'),
  z.strictObject({ type: z.literal('quit'), anyway: z.boolean() }),
]) satisfies z.ZodType<Intent>

const recordsAsked = z.strictObject({
  search: z.string().max(200),
  offset: z.int().min(0).max(10_000_000),
  limit: z.int().min(1).max(200),
})

/** Which records a room wants to see: open ones first, then the newest. */
export type RecordsAsked = z.infer<typeof recordsAsked>

/** One page of the journal, and how many there are in all. */
export interface RecordsPage {
  readonly records: readonly CallRecord[]
  readonly total: number
}

/** What can be asked of the main process, and the shape it must have. */
export const contract = {
  attempt: intent,
  listRecords: recordsAsked,
  findPeople: z.string().max(200),
  tellAudio: audioNews,
  practise: practiceWish,
} as const

export type CallName = keyof typeof contract

export interface Takes {
  readonly attempt: Intent
  readonly listRecords: RecordsAsked
  readonly findPeople: string
  readonly tellAudio: AudioNews
  readonly practise: PracticeWish
}

export interface Gives {
  readonly attempt: undefined
  readonly listRecords: RecordsPage
  readonly findPeople: readonly Person[]
  readonly tellAudio: undefined
  readonly practise: undefined
}

/** What went wrong across the bridge. `kind` is for the program, `message` for the log. */
export interface Problem {
  readonly kind: 'untrusted-sender' | 'bad-request' | 'disk' | 'bug' | 'bridge-lost'
  readonly message: string
}

export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem }

/** What the main process shows of itself: the desk, and its clock, which tests may run fast. */
export interface Shown {
  readonly desk: DeskView
  readonly clock: { readonly now: Instant; readonly speed: number }
  /** Whether practice can be had, how it stands while it is on, and why it is not, or still is. */
  readonly practice: {
    readonly offered: boolean
    readonly on: PracticeView | undefined
    readonly trouble?: PracticeTrouble | undefined
  }
}

type Asks = { readonly [Name in CallName]: (input: Takes[Name]) => Promise<Reply<Gives[Name]>> }

/** The bridge, as the renderer sees it: the whole surface between it and the main process. */
export interface DeskBridge extends Asks {
  /** Called with the desk at once and after every change. Returns its own undoing. */
  onShown(listener: (shown: Shown) => void): () => void
  /** Called with what the audio is to do. Returns its own undoing. */
  onAudioOrder(listener: (order: AudioOrder) => void): () => void
  /** Whether this page owns the audio; another page of the same desk may. Returns its own undoing. */
  onAudioOwner(listener: (owner: boolean) => void): () => void
  /** Whether the main process can be reached at all. Returns its own undoing. */
  onBridge(listener: (up: boolean) => void): () => void
}
