import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isForUs } from '../../parts/useAltKey'
import { DialBox } from './DialBox'

interface DialPanelProps {
  readonly text: string
  readonly setText: (text: string) => void
  /** Whoever closes it by hand goes back to where they were; whoever has called goes on with the call. */
  readonly close: (how: 'left' | 'placed') => void
}

/** The dial box, in front of whatever one is doing. What it stands before goes on, and nothing of it is lost. */
export function DialPanel({ text, setText, close }: DialPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = panel.current?.querySelector<HTMLInputElement>('[data-dial]')
    box?.focus()
    box?.select()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isForUs(event.nativeEvent)) return
    // Esc closes what is in front first; the caller on hold is taken back by the next one.
    event.preventDefault()
    close('left')
  }
  return (
    <div ref={panel} onKeyDown={onKeyDown} className="border-b border-line bg-raised px-3 pt-1 pb-3 shadow-card">
      <div className="mx-auto max-w-2xl">
        <DialBox text={text} setText={setText} aside={<Close close={close} />} placed={() => close('placed')} />
      </div>
    </div>
  )
}

function Close({ close }: Pick<DialPanelProps, 'close'>) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      aria-label={t('reception.close')}
      aria-keyshortcuts="Escape"
      title={`${t('reception.close')} (Esc)`}
      onClick={() => close('left')}
      className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-card hover:bg-sunken"
    >
      <X aria-hidden="true" className="size-4.5 shrink-0" />
    </button>
  )
}
