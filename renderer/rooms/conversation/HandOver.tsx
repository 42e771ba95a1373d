import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** What "Hand over" opens. Handing over itself is yet to come: this is its one place, and until then it says so. */
export function HandOver() {
  const { t } = useTranslation()
  return (
    <p role="status" className="flex items-start gap-2 rounded-card bg-sunken p-3 text-sm">
      <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {t('call.handOverLater')}
    </p>
  )
}
