import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outage } from '../../../domain/desk/Outage'
import { attempt, deskTime, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { fromTo } from '../../parts/spans'
import { Strip } from './Strip'

// A bad day has many; the last ones are those that somebody may still complain of.
const shownAtFirst = { calm: 4, busy: 1 }

/** When nobody could reach us, until somebody has read it. In a call it says no more than it must. */
export function Outages({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation()
  const outages = useDesk(desk => desk.outages)
  const [all, setAll] = useState(false)
  if (outages.length === 0) return null
  const newestFirst = outages.toReversed()
  const shown = all ? newestFirst : newestFirst.slice(0, shownAtFirst[busy ? 'busy' : 'calm'])
  const hidden = outages.length - shown.length
  const dismiss = () => {
    attempt({ type: 'dismissOutages' })
    setAll(false)
  }
  return (
    <Strip
      calm
      brief={busy || outages.length === 1}
      icon={History}
      testId="outages"
      action={<Button onClick={dismiss}>{t('missed.dismiss')}</Button>}
    >
      <ul className="flex flex-wrap gap-x-4 font-medium tabular-nums">
        {shown.map(outage => (
          <OutageItem key={`${outage.accountId} ${outage.from}`} outage={outage} />
        ))}
        {hidden > 0 && (
          <li>
            <button type="button" className="min-h-6 underline underline-offset-4" onClick={() => setAll(true)}>
              {t('missed.earlier', { count: hidden })}
            </button>
          </li>
        )}
      </ul>
      {!busy && <p className="text-sm text-quiet">{t('missed.outageMeans')}</p>}
    </Strip>
  )
}

function OutageItem({ outage: { accountId, from, to } }: { readonly outage: Outage }) {
  const { t, i18n } = useTranslation()
  const accounts = useDesk(desk => desk.accounts)
  const span = fromTo(from, to, deskTime(), i18n.language)
  const extension = accounts.length > 1 ? accounts.find(each => each.accountId === accountId)?.extension : undefined
  if (!extension) return <li>{t('missed.outage', { span })}</li>
  return (
    <li>
      <Sentence text={t('missed.outageOf', { span, extension: gap })}>
        <bdi>{extension}</bdi>
      </Sentence>
    </li>
  )
}
