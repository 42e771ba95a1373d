import { BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { spans } from '../../../domain/desk/doNotDisturb'
import { attempt, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { timeOfDay } from '../../parts/spans'
import { Strip } from './Strip'

/** That nothing rings here, until when, and what it has kept away so far; with another end a click away. */
export function DoNotDisturbStrip({ busy }: { readonly busy: boolean }) {
  const { t, i18n } = useTranslation()
  const doNotDisturb = useDesk(desk => desk.doNotDisturb)
  if (!doNotDisturb) return null
  const { until, missed } = doNotDisturb
  return (
    <Strip icon={BellOff} calm>
      <p>
        {t('dnd.on', { time: timeOfDay(until, i18n.language) })} {missed > 0 && t('dnd.missed', { count: missed })}
      </p>
      {!busy && (
        <div role="group" aria-label={t('dnd.instead')} className="mt-1.5 flex flex-wrap gap-1.5">
          {spans.map(span => (
            <Button key={span} onClick={() => attempt({ type: 'choosePresence', presence: 'dnd', span })}>
              {t(`dnd.span.${span}`)}
            </Button>
          ))}
        </div>
      )}
    </Strip>
  )
}
