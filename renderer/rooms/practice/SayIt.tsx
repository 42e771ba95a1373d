import { MessageSquareQuote } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../../domain/phrases/Phrase'
import { practise } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useAltKey } from '../../parts/useAltKey'
import { useSay } from '../useSay'
import { usePractice } from './usePractice'

interface SayItProps {
  readonly phrase: Phrase
  readonly call: CallView
}

/** In practice, says the sentence that stands on the screen for the learner, by a button or a key. */
export function SayIt(props: SayItProps) {
  const practice = usePractice()
  const { phase } = props.call
  const isHeard = phase === 'talking' || (phase === 'handingOver' && props.call.handOver.stage === 'consulting')
  return practice?.stage === 'playing' && isHeard && isSaid(props.phrase) ? <SayButton {...props} /> : null
}

function SayButton({ phrase, call }: SayItProps) {
  const { t } = useTranslation()
  const say = useSay()
  const text = say(phrase, call)
  const { key } = phrase
  useEffect(() => {
    practise({ type: 'show', key })
    return () => practise({ type: 'show', key: null })
  }, [key])
  const sayIt = useCallback(() => practise({ type: 'say', key, text }), [key, text])
  useAltKey('KeyY', sayIt)
  return (
    <Button icon={MessageSquareQuote} keys="Alt Y" className="text-sm" title={t('practice.sayHint')} onClick={sayIt}>
      {t('practice.say')}
    </Button>
  )
}
