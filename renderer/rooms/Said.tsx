import type { CallView } from '../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../domain/phrases/Phrase'
import { Whole } from '../parts/Whole'
import { useLanguageOf, useSay } from './useSay'

interface SaidProps {
  readonly phrase: Phrase
  readonly call: Pick<CallView, 'country' | 'language'>
  readonly 'data-testid'?: string
}

/** A sentence to say aloud, in quotation marks and marked with its language; or plainly, when it only tells. */
export function Said({ phrase, call, ...marks }: SaidProps) {
  const say = useSay()
  const languageOf = useLanguageOf()
  if (!isSaid(phrase)) return <Whole text={say(phrase, call)} />
  return (
    <q lang={languageOf(phrase, call)} {...marks}>
      <Whole text={say(phrase, call)} />
    </q>
  )
}
