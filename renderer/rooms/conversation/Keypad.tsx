import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../../bridge/desk'
import { intoView } from '../../parts/intoView'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** The keys of a telephone, for machines that ask for them. They can be typed as well. */
export function Keypad({ callId, close }: { readonly callId: string; readonly close: () => void }) {
  const { t } = useTranslation()
  const [sent, setSent] = useState('')
  const press = (digits: string) => {
    setSent(before => (before + digits).slice(-24))
    attempt({ type: 'sendDigits', callId, digits })
  }
  const type = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
    if (/^[0-9*#]$/.test(event.key)) press(event.key)
  }
  const nameOf = (key: string) => (key === '*' ? t('call.key.star') : key === '#' ? t('call.key.hash') : key)
  return (
    <div
      role="group"
      aria-label={t('call.keypad')}
      ref={intoView}
      className="rounded-card bg-sunken p-2"
      onKeyDown={type}
    >
      <output aria-label={t('call.digits')} className="block min-h-6 text-center tabular-nums">
        {sent}
      </output>
      <div className="mx-auto grid max-w-64 grid-cols-3 gap-1.5">
        {keys.map(key => (
          <button
            key={key}
            type="button"
            aria-label={nameOf(key)}
            className="min-h-9 rounded-card border border-edge bg-raised text-lg hover:bg-surface"
            onClick={() => press(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </div>
  )
}
