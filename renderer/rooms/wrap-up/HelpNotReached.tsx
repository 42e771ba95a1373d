import { PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'

type Over = Extract<CallView, { phase: 'wrapUp' }>

/** A call of ours to the emergency services that did not come about, or was lost: another phone is the quickest way now. */
export function withoutHelp(call: CallView): Over | undefined {
  if (call.phase !== 'wrapUp' || !call.emergency || call.direction !== 'outgoing') return undefined
  return call.answeredAt === undefined || call.ending === 'lineLost' ? call : undefined
}

export function HelpNotReached({ call }: { readonly call: Over }) {
  const { t } = useTranslation()
  const { accountId, party } = call
  const again = () => attempt({ type: 'dial', callId: crypto.randomUUID(), text: party.number, accountId })
  return (
    <Alert>
      <p data-testid="say-now" className="text-xl leading-snug font-medium short:text-lg">
        {t(call.answeredAt === undefined ? 'wrapUp.help.notReached' : 'wrapUp.help.lost')}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex-1">{t('wrapUp.help.again')}</p>
        <Button icon={PhoneOutgoing} className="min-h-11" onClick={again}>
          {t('wrapUp.lost.callAgain')} <bdi>{party.number}</bdi>
        </Button>
      </div>
    </Alert>
  )
}
