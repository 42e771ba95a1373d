import { PhoneOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useList } from '../../parts/useList'

/** What is still to be asked, and the way to end. The button never refuses a click: pressed early, it says what is missing. */
export function EndCall({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const list = useList()
  const { callId, missing, direction } = call
  const things = list(missing.map(slot => t(`notes.short.${slot}`)))
  const owesNothing = direction === 'outgoing' || call.emergency ? t('notes.nothingOwed') : t('notes.allThere')
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
      <p className="min-w-32 flex-1 text-sm text-quiet tiny:sr-only">
        {missing.length > 0 ? t('notes.stillToAsk', { things }) : owesNothing}
      </p>
      <Button
        big
        look={missing.length > 0 ? 'ink' : 'next'}
        icon={PhoneOff}
        keys="Alt E"
        className="short:min-h-11 tiny:flex-1 tiny:gap-1 tiny:px-1 tiny:text-base"
        onClick={() => attempt({ type: 'hangUp', callId })}
      >
        {t('call.end')}
      </Button>
    </div>
  )
}
