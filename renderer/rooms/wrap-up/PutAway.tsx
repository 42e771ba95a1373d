import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useList } from '../../parts/useList'

/** After the line is down: save what is written, or leave it for later. */
export function PutAway({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const list = useList()
  const { callId, phase } = call
  const owed = call.missing
  const things = list(owed.map(slot => t(`notes.short.${slot}`)))
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
      <p className="min-w-32 flex-1 text-sm text-quiet empty:min-w-0 tiny:sr-only">
        {phase === 'saving' && t('wrapUp.saving')}
        {phase !== 'saving' && owed.length > 0 && t('notes.stillToWrite', { things })}
      </p>
      <Button className="min-h-12 short:min-h-11" onClick={() => attempt({ type: 'putAside', callId })}>
        {t('notes.later')}
      </Button>
      <Button
        big
        look="next"
        icon={Check}
        className="short:min-h-11 tiny:flex-1 tiny:text-base"
        onClick={() => attempt({ type: 'saveRecord', callId })}
      >
        {t('notes.save')}
      </Button>
    </div>
  )
}
