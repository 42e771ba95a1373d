import type { DeskSettings, Locale } from '../../domain/desk/Settings'
import type { Settings } from './Settings'

/** What the rules may know of the settings: no servers but the name that addresses have there, and no paths. */
export function toDeskSettings(
  { accounts, calledNumbers, gate, handOver, callsAtOnce, locale }: Settings,
  usual: Locale,
): DeskSettings {
  return {
    accounts: accounts.map(account => {
      const {
        accountId,
        extension,
        displayName,
        country,
        outsidePrefix,
        line,
        signal,
        path,
        domain,
        emergencyNumbers,
      } = account
      return { accountId, extension, displayName, country, outsidePrefix, line, signal, path, domain, emergencyNumbers }
    }),
    calledNumbers,
    gate,
    handOver,
    callsAtOnce,
    locale: locale ?? usual,
  }
}
