import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { releases } from '../../../domain/capture/Capture'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { Key } from '../../parts/Key'
import { altKey } from '../../parts/useAltKey'

/** The ways out of the gate: one reason, one click or key, and the line is free. */
export function WaysOut({ call: { callId, phase } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  useReleaseKeys(callId)
  return (
    <div role="group" aria-label={t('gate.release')}>
      <p className="mb-1 text-sm text-quiet">{t(phase === 'wrapUp' ? 'gate.waysAfter' : 'gate.ways')}</p>
      <div className="flex flex-wrap gap-1.5">
        {releases.map((reason, at) => (
          <Button
            key={reason}
            className="text-sm"
            aria-keyshortcuts={`Alt+${at + 1}`}
            onClick={() => attempt({ type: 'release', callId, reason })}
          >
            {t(`gate.releases.${reason}`)} <Key>{t('gate.releaseKey', { digit: at + 1 })}</Key>
          </Button>
        ))}
      </div>
    </div>
  )
}

/** Alt and a digit, while the ways out stand on the screen: never more than two actions to be rid of a caller. */
function useReleaseKeys(callId: string): void {
  useEffect(() => {
    const heed = (event: KeyboardEvent) => {
      const reason = releases[Number(/^Digit(\d)$/.exec(altKey(event) ?? '')?.[1] ?? '0') - 1]
      if (!reason) return
      event.preventDefault()
      attempt({ type: 'release', callId, reason })
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [callId])
}
