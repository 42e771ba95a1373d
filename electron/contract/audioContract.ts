import { z } from 'zod'
import type { Microphone } from '../../domain/phone/Phone'

/** How a leg learns its way through the network, as far as the browser needs to know. */
export interface IceSettings {
  /** STUN addresses such as `stun:stun.example.com`; empty for none. */
  readonly stun: readonly string[]
  /** How long to wait for better candidates once a usable one is there, in milliseconds. */
  readonly graceMs: number
}

/** What the main process asks of the audio. Orders with an `ask` are answered by a `done` or `failed` of that number. */
export type AudioOrder =
  /** Their offer is in hand: make our answer now, with a silent line, so that a click can send it at once. */
  | {
      readonly type: 'prepareAnswer'
      readonly ask: number
      readonly legId: string
      readonly offer: string
      readonly ice: IceSettings
    }
  | { readonly type: 'prepareOffer'; readonly ask: number; readonly legId: string; readonly ice: IceSettings }
  | { readonly type: 'acceptAnswer'; readonly ask: number; readonly legId: string; readonly answer: string }
  /** A new offer of ours on a leg that is up: to hold, to resume, or to find the network again. */
  | {
      readonly type: 'reoffer'
      readonly ask: number
      readonly legId: string
      readonly held: boolean
      readonly restartIce: boolean
    }
  | { readonly type: 'answerReoffer'; readonly ask: number; readonly legId: string; readonly offer: string }
  /** Our last offer was refused: back to what was agreed before. */
  | { readonly type: 'rollback'; readonly ask: number; readonly legId: string }
  | { readonly type: 'openMicrophone'; readonly ask: number; readonly legId: string }
  | { readonly type: 'mute'; readonly ask: number; readonly legId: string; readonly muted: boolean }
  | { readonly type: 'sendDigits'; readonly ask: number; readonly legId: string; readonly digits: string }
  | { readonly type: 'close'; readonly legId: string }
  | { readonly type: 'checkMicrophone' }

export const audioNews = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('done'), ask: z.int(), sdp: z.string().max(65_536).nullable() }),
  z.strictObject({
    type: z.literal('failed'),
    ask: z.int(),
    why: z.enum(['none', 'denied', 'unasked', 'lost', 'unusable', 'other']),
    problem: z.string().max(2_000),
  }),
  z.strictObject({ type: z.literal('microphone'), microphone: z.enum(['ready', 'none', 'denied', 'unasked']) }),
  z.strictObject({ type: z.literal('microphoneLost'), legId: z.string().max(256) }),
  z.strictObject({ type: z.literal('heard'), legId: z.string().max(256) }),
  z.strictObject({
    type: z.literal('path'),
    legId: z.string().max(256),
    path: z.enum(['connected', 'disconnected', 'failed']),
  }),
])

/** What the audio tells. */
export type AudioNews = z.infer<typeof audioNews>

/** Every state of the microphone that the audio can tell; keeps the contract and the domain alike. */
export type MicrophoneTold = Extract<AudioNews, { type: 'microphone' }>['microphone'] & Microphone
