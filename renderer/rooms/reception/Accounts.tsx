import { useTranslation } from 'react-i18next'
import { useDesk } from '../../bridge/desk'
import { Disclosure } from '../../parts/Disclosure'
import { registrationText, troubleText } from './registrationText'

/** How each account stands, when there are several. */
export function Accounts() {
  const { t, i18n } = useTranslation()
  const accounts = useDesk(desk => desk.accounts)
  if (accounts.length < 2) return null
  return (
    <Disclosure
      label={t('registration.accounts', { count: accounts.length })}
      className="text-sm"
      panelClassName="order-last w-full rounded-card bg-raised p-3"
    >
      <ul aria-label={t('registration.list')} className="space-y-1 text-sm">
        {accounts.map(account => (
          <li key={account.accountId}>
            <p className="flex flex-wrap gap-x-3">
              <bdi className="min-w-12 font-medium">{account.extension}</bdi>
              <bdi className="flex-1">{account.displayName}</bdi>
              <span>{registrationText(account, t, i18n.language)}</span>
            </p>
            <p className="text-quiet">{troubleText(account, t)}</p>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
