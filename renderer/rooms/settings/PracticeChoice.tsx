import { GraduationCap } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isBetweenCalls } from '../../../domain/desk/Desk'
import { practise, useBridge, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'

/** The way into practice from a desk that is at work, which does not ring meanwhile; or out of it again. */
export function PracticeChoice({ leave }: { readonly leave: () => void }) {
  const { t } = useTranslation()
  const offered = useBridge(({ practice }) => practice.offered)
  const practises = useDesk(desk => desk.practice)
  const busy = !useDesk(isBetweenCalls)
  const [refused, setRefused] = useState(false)
  if (!offered) return null
  const go = () => {
    // Nobody is kept in practice, whatever stands on its desk.
    if (busy && !practises) return setRefused(true)
    practise({ type: practises ? 'leave' : 'begin' })
    leave()
  }
  return (
    <section className="space-y-2 rounded-card bg-raised p-4 shadow-card">
      <h3 className="font-semibold">{t('practice.heading')}</h3>
      <p className="text-sm text-quiet">{t(practises ? 'practice.leaveHint' : 'practice.startHint')}</p>
      <Button icon={GraduationCap} onClick={go}>
        {t(practises ? 'practice.leave' : 'practice.start')}
      </Button>
      <p role="status" className="text-sm font-medium text-warn">
        {refused && busy && t('practice.busy')}
      </p>
    </section>
  )
}
