import { useTranslation } from 'react-i18next'
import type { Phrase } from '../../domain/phrases/Phrase'
import { groupsOf } from '../parts/numbers'

/** Turns a phrase into the sentence itself, with numbers in the groups in which one says them. */
export function useSay(): (phrase: Phrase, country: string) => string {
  const { t } = useTranslation('phrases')
  return ({ key, values }, country) => {
    const { number } = values
    return t(key, { replace: number ? { ...values, number: groupsOf(number, country).join(' ') } : values })
  }
}
