import type { TFunction } from 'i18next'
import type { Capture, Declinable } from '../../../domain/capture/Capture'

/** That they did not want to say, where they did not. */
export function declinable({ wontSay }: Capture, slot: Declinable, t: TFunction): string | undefined {
  return wontSay.includes(slot) ? t('records.wontSay') : undefined
}
