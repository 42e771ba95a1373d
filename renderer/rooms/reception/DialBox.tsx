import { Phone } from 'lucide-react'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { NoticeAt } from '../notices/CallNotice'

interface DialBoxProps {
  readonly text: string
  readonly setText: (text: string) => void
}

/** Calls a number, or a colleague by name. */
export function DialBox({ text, setText }: DialBoxProps) {
  const { t } = useTranslation()
  const id = useId()
  const dial = (event: FormEvent) => {
    event.preventDefault()
    attempt({ type: 'dial', callId: crypto.randomUUID(), text, accountId: null })
  }
  return (
    <form aria-label={t('reception.dial')} onSubmit={dial} className="space-y-2">
      <label htmlFor={id} className="block text-sm font-medium">
        {t('reception.numberOrName')}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          data-dial=""
          dir="auto"
          autoComplete="off"
          maxLength={200}
          className="field min-h-11 flex-1"
          value={text}
          onChange={event => setText(event.target.value)}
          // Enter that ends a composition is not yet the wish to call.
          onKeyDown={event => event.key === 'Enter' && event.nativeEvent.isComposing && event.preventDefault()}
        />
        <Button type="submit" icon={Phone} className="min-h-11">
          {t('reception.call')}
        </Button>
      </div>
      <NoticeAt place="dial" />
    </form>
  )
}
