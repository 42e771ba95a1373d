import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../../domain/phrases/Phrase'
import { sayNext, sayNow } from '../../../domain/phrases/sayNow'
import { useClock } from '../../bridge/desk'
import { useSay } from '../useSay'

/** The hero of a call: the one sentence that suits this moment, and quietly the one after it. */
export function SayNow({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const say = useSay()
  const now = useClock()
  const moment = sayNow(call, now)
  const next = sayNext(call, now)
  const quoted = (phrase: Phrase) => (isSaid(phrase) ? <q>{say(phrase, call.country)}</q> : say(phrase, call.country))
  return (
    <div className="flex min-h-[5.9rem] shrink-0 flex-col justify-center gap-1 px-2">
      <p data-testid="say-now" aria-live="polite" className="text-xl leading-snug font-medium text-balance">
        {quoted(moment)}
      </p>
      {next && (
        <p className="text-sm text-quiet">
          <span>{t(call.phase === 'held' ? 'call.whenBack' : 'call.next')}</span> {quoted(next)}
        </p>
      )}
    </div>
  )
}
