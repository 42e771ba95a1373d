import { z } from 'zod'
import type { Ending } from '../../domain/call/Call'
import type { Line, LineKind } from '../../domain/phone/classifyLine'
import type { CallRecord } from '../../domain/record/CallRecord'

// Each word is spelled out as its own value, so that the compiler asks for every one that the domain knows.
export type Each<Word extends string> = { readonly [Spelling in Word]: Spelling }

export const state = z.enum({ live: 'live', open: 'open', closed: 'closed' } satisfies Each<CallRecord['state']>)

export const direction = z.enum({ incoming: 'incoming', outgoing: 'outgoing' } satisfies Each<CallRecord['direction']>)

export const lineKind = z.enum({
  internal: 'internal',
  external: 'external',
  unverified: 'unverified',
} satisfies Each<LineKind>)

export const because = z.enum({
  registration: 'registration',
  'exchange-signal': 'exchange-signal',
  'signal-missing': 'signal-missing',
  'signal-unknown': 'signal-unknown',
  'signal-conflicting': 'signal-conflicting',
  'verification-failed': 'verification-failed',
  'open-path': 'open-path',
  'outside-number': 'outside-number',
  withheld: 'withheld',
  'looks-internal': 'looks-internal',
  'we-dialled': 'we-dialled',
  'handed-over': 'handed-over',
} satisfies Each<Line['because']>)

export const ending = z.enum({
  endedByUs: 'endedByUs',
  endedByThem: 'endedByThem',
  handedOver: 'handedOver',
  lineLost: 'lineLost',
  interrupted: 'interrupted',
  missed: 'missed',
  noSharedSound: 'noSharedSound',
  declined: 'declined',
  answeredElsewhere: 'answeredElsewhere',
  notAnswered: 'notAnswered',
  busy: 'busy',
  refused: 'refused',
  notFound: 'notFound',
  failed: 'failed',
} satisfies Each<Ending>)
