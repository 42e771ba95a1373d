import { Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'

/** They ask us to call another number. Nobody is called because somebody else wants it: we are asked first. */
export function AskedToCall({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  if (!('askedToCall' in call) || call.askedToCall === '') return null
  const { callId, askedToCall: number } = call
  const answer = (agreed: boolean) => attempt({ type: 'answerRequest', callId, agreed })
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-edge bg-sunken px-3 py-2"
    >
      <p className="min-w-40 flex-1 wrap-anywhere">{t('call.asked', { number })}</p>
      <span className="flex flex-wrap gap-2">
        <Button onClick={() => answer(false)}>{t('call.askedNo')}</Button>
        <Button look="next" icon={Phone} onClick={() => answer(true)}>
          {t('call.askedCall', { number })}
        </Button>
      </span>
    </div>
  )
}
