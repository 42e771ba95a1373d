import type { Locale } from '../../domain/desk/Settings'
import type { Instant } from '../../domain/Instant'
import en from './strings/en.json'
import ja from './strings/ja.json'

/** What the desktop says outside the window: in the tray, and when it rings. */
export type Words = typeof en

/** A language that lacks a sentence does not compile. */
export const wordsIn: Readonly<Record<Locale, Words>> = { en, ja }

/** A sentence with its gaps filled. What fills a gap is never read for gaps again. */
export function filled(sentence: string, gaps: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => String(gaps[gap] ?? ''))
}

/** The time of day, as HH:MM. */
export function timeOfDay(at: Instant, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}
