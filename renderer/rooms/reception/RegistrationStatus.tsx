import { CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Registration } from '../../../domain/phone/Registration'
import { useDesk } from '../../bridge/desk'
import { registrationText } from './registrationText'
import { worstAccount } from './worstRegistration'

const icons: Record<Registration['state'], LucideIcon> = {
  registered: CircleCheck,
  connecting: CircleDashed,
  offline: CircleSlash,
  refused: CircleX,
}

const colours: Record<Registration['state'], string> = {
  registered: 'text-internal',
  connecting: 'text-quiet',
  offline: 'text-warn',
  refused: 'text-danger',
}

/** Whether calls can reach us. With several accounts the one in most trouble speaks. */
export function RegistrationStatus() {
  const { t, i18n } = useTranslation()
  const accounts = useDesk(desk => desk.accounts)
  const worst = worstAccount(accounts)
  const state = worst ? (worst.registration?.state ?? 'connecting') : 'offline'
  const Icon = icons[state]
  return (
    <div
      role="status"
      aria-label={t('registration.label')}
      data-registration={state}
      className="flex min-w-0 items-center gap-1.5"
    >
      <Icon aria-hidden="true" className={`size-4.5 shrink-0 ${colours[state]}`} />
      <span className="font-medium">
        {worst ? registrationText(worst, t, i18n.language) : t('registration.none')}{' '}
        {worst && (state === 'registered' || accounts.length > 1) && (
          <span className="font-normal text-quiet">{worst.extension}</span>
        )}
      </span>
    </div>
  )
}
