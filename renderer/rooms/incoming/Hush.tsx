import { BellOff } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Key } from '../../parts/Key'
import { useAltKey } from '../../parts/useAltKey'

/** Silences the ring while one makes up one's mind. The caller hears no difference, and the card stays. */
export function Hush({ call: { callId, hushed } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const hush = useCallback(() => attempt({ type: 'hush', callId }), [callId])
  useAltKey('KeyS', hush)
  return (
    <div className="text-sm">
      {/* It is always there, so that what comes into it is heard. */}
      <p role="status" className="text-quiet">
        {hushed && (
          <span className="inline-flex min-h-8 items-center gap-1.5">
            <BellOff aria-hidden="true" className="size-4 shrink-0" />
            {t('incoming.hushed')}
          </span>
        )}
      </p>
      {!hushed && (
        <button
          type="button"
          aria-keyshortcuts="Alt+S"
          onClick={hush}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-card px-1.5 hover:bg-sunken"
        >
          <BellOff aria-hidden="true" className="size-4 shrink-0" />
          {t('incoming.hush')}
          <Key>Alt S</Key>
        </button>
      )}
    </div>
  )
}
