import { PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { PhoneNumber } from '../../parts/PhoneNumber'
import { readContact } from '../../parts/numbers'

type Lost = Extract<CallView, { phase: 'wrapUp' }>

/** Nobody hung up: the line was lost. What was written is kept, and they can be called back. */
export function LineLost({ call }: { readonly call: Lost }) {
  const { t } = useTranslation()
  const { accountId, country, direction } = call
  const number = numberOf(call)
  const callBack = () => attempt({ type: 'dial', callId: crypto.randomUUID(), text: number, accountId })
  return (
    <div className="flex tall:min-h-[5.9rem] shrink-0 flex-wrap items-center justify-end gap-x-4 gap-y-2 px-2">
      <div className="min-w-48 flex-1">
        <p
          data-testid="say-now"
          aria-live="polite"
          className="text-xl leading-snug font-medium short:text-lg text-balance"
        >
          {t(number ? 'wrapUp.lost.callThem' : 'wrapUp.lost.nobodyHungUp')}
        </p>
        <p className="text-sm text-quiet">{t(number ? 'wrapUp.lost.kept' : 'wrapUp.lost.noNumber')}</p>
      </div>
      {number !== '' && (
        <Button icon={PhoneOutgoing} look="ink" className="min-h-11" onClick={callBack}>
          {t(direction === 'outgoing' ? 'wrapUp.lost.callAgain' : 'wrapUp.lost.callBack')}{' '}
          <PhoneNumber number={number} country={country} />
        </Button>
      )}
    </div>
  )
}

/** Where they are now: the number they called from, else the one they left. */
function numberOf({ suggestedContact, capture, country }: Lost): string {
  if (suggestedContact) return suggestedContact
  const contact = capture.contact.trim()
  return readContact(contact, country) === 'good' ? contact : ''
}
