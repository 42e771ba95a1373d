import type { DeskSettings, Locale } from '../../domain/desk/Settings'
import type { Settings } from './Settings'

/** What the rules and the rooms may know of the settings: no servers, no paths. */
export function toDeskSettings(
  { accounts, calledNumbers, gate, handOver, callsAtOnce, locale }: Settings,
  usual: Locale,
): DeskSettings {
  return {
    accounts: accounts.map(({ accountId, extension, displayName, country, outsidePrefix, line, signal, path }) => ({
      accountId,
      extension,
      displayName,
      country,
      outsidePrefix,
      line,
      signal,
      path,
    })),
    calledNumbers,
    gate,
    handOver,
    callsAtOnce,
    locale: locale ?? usual,
  }
}
