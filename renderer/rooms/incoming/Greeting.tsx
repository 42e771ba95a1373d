import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { greetingFor } from '../../../domain/phrases/greetingFor'
import { ringsSince } from '../../../domain/phrases/ringsSince'
import { useClock } from '../../bridge/desk'
import { Said } from '../Said'

/** The first sentence to say. From the third ring on it apologises for the wait. */
export function Greeting({ call, slim }: { readonly call: CallView; readonly slim: boolean }) {
  const { t } = useTranslation()
  const rings = ringsSince(call.startedAt, useClock())
  return (
    <div>
      {!slim && <p className="mb-1 text-sm text-quiet">{t('incoming.sayFirst')}</p>}
      <p className={slim ? 'leading-snug' : 'text-xl leading-snug text-balance'}>
        <Said data-testid="greeting" phrase={greetingFor(call, rings)} call={call} />
      </p>
    </div>
  )
}

/** How often it has rung by now. */
export function RingCount({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const count = ringsSince(call.startedAt, useClock())
  return <p className="shrink-0 pt-1 text-sm text-quiet">{t('incoming.ring', { count, ordinal: true })}</p>
}
