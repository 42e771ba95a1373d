import { PhoneMissed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { attempt, deskTime, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { dayOrTime } from '../../parts/spans'
import { Strip } from './Strip'

/** Calls that never rang because they could not be read. Somebody who runs the phone system can do something about it. */
export function UnreadableCalls({ busy }: { readonly busy: boolean }) {
  const { t, i18n } = useTranslation()
  const unreadable = useDesk(desk => desk.unreadable)
  if (!unreadable) return null
  const { count, lastAt } = unreadable
  return (
    <Strip
      calm
      brief
      icon={PhoneMissed}
      testId="unreadable"
      action={<Button onClick={() => attempt({ type: 'dismissUnreadable' })}>{t('missed.dismiss')}</Button>}
    >
      <p className="font-medium">
        {t('missed.unreadable', { count, time: dayOrTime(lastAt, deskTime(), i18n.language) })}
      </p>
      {!busy && <p className="text-sm text-quiet">{t('missed.unreadableDo')}</p>}
    </Strip>
  )
}
