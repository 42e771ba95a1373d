import { z } from 'zod'
import type { PreferenceChanges, Preferences } from '../../domain/desk/Preferences'
import { locales } from '../../domain/desk/Settings'

const locale = z.enum(locales)
const volume = z.number().min(0).max(1)
const output = z.string().max(512)

/** What somebody prefers, as it is kept on the disk. */
export const preferencesShape = z.strictObject({
  locale,
  phrases: locale,
  ring: z.strictObject({ volume, output }),
}) satisfies z.ZodType<Preferences>

/** What somebody changes of it, as it comes across the bridge. */
export const preferenceChangesShape = z.strictObject({
  locale: locale.exactOptional(),
  phrases: locale.exactOptional(),
  ring: z.strictObject({ volume: volume.exactOptional(), output: output.exactOptional() }).exactOptional(),
}) satisfies z.ZodType<PreferenceChanges>
