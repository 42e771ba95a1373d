import type { Instant } from '../../domain/Instant'

const two = (value: number) => String(value).padStart(2, '0')

/** How long something has lasted: `02:14`, and `1:02:14` after an hour. */
export function lengthOf(from: Instant, until: Instant): string {
  const seconds = Math.max(0, Math.floor((until - from) / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** A short wait, with no leading zero: `0:24`. */
export function waitOf(from: Instant, until: Instant): string {
  return lengthOf(from, until).replace(/^0(\d:\d\d)$/, '$1')
}

/** How long until something happens, rounded up, so that `0:00` means now. */
export function leftUntil(until: Instant, now: Instant): string {
  return waitOf(0, Math.ceil(Math.max(0, until - now) / 1000) * 1000)
}

/** The time of day, as HH:MM. */
export function timeOfDay(at: Instant, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** From when until when, as `10:02–10:05`; with seconds within one minute, and with the day when it is not today. */
export function fromTo(from: Instant, to: Instant, now: Instant, locale: string): string {
  const withinMinute = timeOfDay(from, locale) === timeOfDay(to, locale) && to - from < 60_000
  const time = (at: Instant) => (withinMinute ? timeWithSeconds(at, locale) : timeOfDay(at, locale))
  const [dayFrom, dayTo, today] = [from, to, now].map(at => dayOf(at, locale))
  const begin = dayFrom === today ? time(from) : `${dayFrom}, ${time(from)}`
  return `${begin}–${dayTo === dayFrom ? time(to) : `${dayTo}, ${time(to)}`}`
}

function timeWithSeconds(at: Instant, locale: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale, parts).format(at)
}

function dayOf(at: Instant, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at)
}

/** The day, and the time when it is today. */
export function dayOrTime(at: Instant, now: Instant, locale: string): string {
  return dayOf(at, locale) === dayOf(now, locale) ? timeOfDay(at, locale) : dayOf(at, locale)
}

/** A day with its time, for a record. */
export function dayAndTime(at: Instant, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}
