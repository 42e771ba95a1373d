import { z } from 'zod'
import type { Preferences } from '../../domain/desk/Preferences'
import { locales } from '../../domain/desk/Settings'

/** What somebody may prefer: across the bridge and on the disk alike. */
export const preferencesShape = z.strictObject({
  locale: z.enum(locales),
  phrases: z.enum(locales),
  ring: z.strictObject({ volume: z.number().min(0).max(1), output: z.string().max(512) }),
}) satisfies z.ZodType<Preferences>
