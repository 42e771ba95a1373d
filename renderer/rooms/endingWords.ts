import type { TFunction } from 'i18next'
import type { Ending } from '../../domain/call/Call'

/** How a call went down, in a word or two; a caller who went on to a colleague is said with the colleague. */
export function endingWords(ending: Ending, handedTo: string, t: TFunction): string {
  if (ending === 'handedOver' && handedTo) return t('wrapUp.handedOverTo', { name: handedTo })
  return t(`wrapUp.endings.${ending}`)
}
