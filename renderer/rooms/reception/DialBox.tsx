import { Phone } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { NoticeAt } from '../notices/CallNotice'

// A second press that comes sooner was meant for the first question, not for the answer to the next.
const tooSoonMs = 1_000

interface DialBoxProps {
  readonly text: string
  readonly setText: (text: string) => void
  /** Another box is on the screen, and what the desk says about dialling is said there. */
  readonly hidden?: boolean
  /** What stands beside the box's name. */
  readonly aside?: ReactNode
  /** The call is on the desk. */
  readonly placed?: (() => void) | undefined
}

/** Calls a number, or a colleague by name. When there is a question first, pressing Call once more is the yes. */
export function DialBox({ text, setText, hidden = false, aside, placed }: DialBoxProps) {
  const { t } = useTranslation()
  const id = useId()
  const question = useQuestionAbout(text)
  const shownAt = useRef(0)
  useEffect(() => {
    shownAt.current = performance.now()
  }, [question])
  // Pressed twice is pressed once: a wish keeps its name until it has become a call.
  const [asked, setAsked] = useState<string>()
  const fulfilled = useRef<string>(undefined)
  const isPlaced = useDesk(({ calls }) => calls.some(call => call.callId === asked))
  useEffect(() => {
    if (!isPlaced) return
    fulfilled.current = asked
    // The next number is another one: what is typed in a hurry must not stand behind the last.
    setText('')
    placed?.()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each call, whatever is drawn meanwhile
  }, [isPlaced])

  const dial = (event: FormEvent) => {
    event.preventDefault()
    if (question !== undefined) {
      if (performance.now() - shownAt.current > tooSoonMs) attempt({ type: 'callAnyway', told: question })
      return
    }
    const callId = asked !== undefined && asked !== fulfilled.current ? asked : crypto.randomUUID()
    setAsked(callId)
    attempt({ type: 'dial', callId, text, accountId: null })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a composition is not yet the wish to call, and one that is held down is no second one.
    if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.repeat)) event.preventDefault()
  }
  return (
    <form aria-label={t('reception.dial')} onSubmit={dial} className="space-y-2">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="block text-sm font-medium">
          {t('reception.numberOrName')}
        </label>
        {aside}
      </div>
      <div className="flex gap-2">
        <input
          id={id}
          data-dial=""
          dir="auto"
          autoComplete="off"
          maxLength={200}
          aria-keyshortcuts="Alt+P"
          className="field min-h-11 min-w-0 flex-1"
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" icon={Phone} className="min-h-11">
          {t('reception.call')}
        </Button>
      </div>
      {!hidden && <NoticeAt place="dial" />}
    </form>
  )
}

/** Which question the desk asks about what stands in the box, if any. */
function useQuestionAbout(text: string): number | undefined {
  return useDesk(({ notice }) =>
    notice?.kind === 'askedFirst' && notice.wish.type === 'dial' && notice.wish.text === text ? notice.told : undefined,
  )
}
