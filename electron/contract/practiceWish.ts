import { z } from 'zod'

const key = z.string().min(1).max(200)

/** What the rooms can ask of practice. */
export const practiceWish = z.discriminatedUnion('type', [
  /** Opens the practice exchange, and lets somebody ring. */
  z.strictObject({ type: z.literal('begin') }),
  z.strictObject({ type: z.literal('leave') }),
  /** Lets this scene ring, or the next one. */
  z.strictObject({ type: z.literal('ring'), scene: z.string().max(100).nullable() }),
  /** Says a sentence for the learner, who need not have a microphone. */
  z.strictObject({ type: z.literal('say'), key, text: z.string().max(2_000) }),
  /** Which sentence stands on the screen, for whoever speaks it into the microphone. */
  z.strictObject({ type: z.literal('show'), key: key.nullable() }),
  z.strictObject({ type: z.literal('closeDebrief') }),
  /** Somebody has read why practice could not be opened, or not be left. */
  z.strictObject({ type: z.literal('dismissTrouble') }),
])

export type PracticeWish = z.infer<typeof practiceWish>
