import { CircleCheck, CircleDashed, CircleSlash, CircleX, GraduationCap, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../domain/desk/DeskView'
import type { Registration } from '../../../domain/phone/Registration'
import { useDesk } from '../../bridge/desk'
import { registrationText } from './registrationText'
import { worstAccount } from './worstRegistration'

const icons: Record<Registration['state'] | 'practice', LucideIcon> = {
  registered: CircleCheck,
  practice: GraduationCap,
  connecting: CircleDashed,
  offline: CircleSlash,
  refused: CircleX,
}

const colours: Record<Registration['state'] | 'practice', string> = {
  practice: 'text-accent',
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
  const registration = worst ? (worst.registration?.state ?? 'connecting') : 'offline'
  const practises = useDesk(desk => desk.practice)
  const state = practises && registration === 'registered' ? 'practice' : registration
  const Icon = icons[state]
  const textOf = (account: AccountView | undefined) =>
    account ? registrationText(account, t, i18n.language) : t('registration.none')
  return (
    <div
      role="status"
      aria-label={t('registration.label')}
      data-registration={state}
      className="flex min-w-0 items-center gap-1.5"
    >
      <Icon aria-hidden="true" className={`size-4.5 shrink-0 ${colours[state]}`} />
      <span className="font-medium">
        {state === 'practice' ? t('registration.practice') : textOf(worst)}{' '}
        {worst && (registration === 'registered' || accounts.length > 1) && (
          <span className="font-normal text-quiet">{worst.extension}</span>
        )}
      </span>
    </div>
  )
}
