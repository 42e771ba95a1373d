import { z } from 'zod'
import type { NumberShape } from '../../domain/phone/Invitation'
import type { KeptLine } from '../../domain/record/KeptLine'
import type { Each } from './recordWords'

const dialog = z.object({ callId: z.string(), localTag: z.string(), remoteTag: z.string() })

const shape = z.enum({
  international: 'international',
  national: 'national',
  short: 'short',
  none: 'none',
} satisfies Each<NumberShape>)

const absent = <Value extends z.ZodType>(value: Value) => value.nullish().transform(found => found ?? undefined)

const line = z.object({
  dialog,
  answeredAt: z.number(),
  heldAt: absent(z.number()),
  muted: z.boolean(),
  shape,
  recalledFrom: z.string(),
  answeredBefore: absent(z.number()),
  colleague: absent(dialog),
}) satisfies z.ZodType<KeptLine>

/** A line as it stands beside the draft of its record. What is undefined in memory is null on disk. */
export function textOf(kept: KeptLine): string {
  return JSON.stringify(kept, (_, value: unknown) => value ?? null)
}

/** The line that was kept there. One that cannot be read is as none: the record is worth more, and is owed all the same. */
export function lineIn(text: unknown): KeptLine | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return line.safeParse(JSON.parse(text)).data
  } catch {
    // A damaged disk has bent it.
    return undefined
  }
}
