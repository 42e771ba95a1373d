import { Cable } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** The first morning: no phone system yet, and how to connect one. */
export function ConnectFirst() {
  const { t } = useTranslation()
  return (
    <div className="space-y-3 rounded-card bg-raised p-5 shadow-card">
      <Cable aria-hidden="true" className="size-8 text-accent" />
      <h2 className="text-xl leading-tight font-semibold text-balance">{t('reception.empty.title')}</h2>
      <p>{t('reception.empty.body')}</p>
      <p>
        <code className="rounded bg-sunken px-2 py-1">{t('reception.empty.command')}</code>
      </p>
      <p className="text-quiet">{t('reception.empty.readme')}</p>
      <p className="font-medium">{t('registration.emergency')}</p>
    </div>
  )
}
