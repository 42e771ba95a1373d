import { Mic } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { phrase } from '../../../domain/phrases/Phrase'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { useSay } from '../useSay'

interface SilencedProps {
  readonly call: CallView
  readonly why: 'none' | 'denied' | 'unasked' | 'lost'
}

/** They cannot hear us, so there is nothing to say: why, that the call stands, and one click to try again. */
export function Silenced({ call, why }: SilencedProps) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <Alert
      className="tall:min-h-[5.9rem]"
      actions={
        <Button icon={Mic} onClick={() => attempt({ type: 'openMicrophone', callId: call.callId })}>
          {t('call.tryMicrophone')}
        </Button>
      }
    >
      <p data-testid="say-now" className="text-xl leading-snug font-medium short:text-lg">
        {say(phrase('know.silenced'), call)}
      </p>
      {/* What is wrong with the microphone stands above the call as well; what else to do matters more now. */}
      <p>{t(call.emergency ? 'call.silencedEmergency' : `call.silenced.${why}`)}</p>
    </Alert>
  )
}
