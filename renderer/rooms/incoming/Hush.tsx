import { BellOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Key } from '../../parts/Key'

/** Silences the ring while one makes up one's mind. The caller hears no difference, and the card stays. */
export function Hush({ call: { callId, hushed } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  useEffect(() => {
    const heed = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (event.code !== 'KeyS') return
      event.preventDefault()
      attempt({ type: 'hush', callId })
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [callId])
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
          onClick={() => attempt({ type: 'hush', callId })}
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
