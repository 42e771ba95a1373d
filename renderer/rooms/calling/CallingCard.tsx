import { PhoneOff, PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt, useDesk } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { Caller } from '../Caller'
import { CallClock } from '../conversation/CallClock'
import { SayNow } from '../conversation/SayNow'
import { useCallKeys } from '../conversation/useCallKeys'
import { lineMarks } from '../lineMarks'
import { useCallLabel } from '../useCallLabel'
import { CallNotice } from '../notices/CallNotice'

/** A call that we place, until somebody answers: whom we call, whether it rings there, and the way out. */
export function CallingCard({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  useCallKeys(call)
  const unheard = useDesk(({ microphone }) => microphone === 'none' || microphone === 'denied') && call.emergency
  return (
    <section
      aria-label={useCallLabel(call)}
      {...lineMarks(call)}
      className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-3"
    >
      <header className="flex flex-wrap items-center gap-x-3 rounded-card bg-sunken px-5 py-3 tiny:px-3">
        <PhoneOutgoing aria-hidden="true" className="size-7 shrink-0" />
        <strong className="flex-1 text-xl">{t('call.calling')}</strong>
        <CallClock call={call} />
      </header>
      <div className="flex flex-1 flex-col gap-4 rounded-card bg-raised p-5 shadow-card tiny:p-3">
        <Caller call={call} />
        <div className="my-auto">
          <SayNow call={call} />
        </div>
      </div>
      {unheard && <Alert>{t('call.callingUnheard')}</Alert>}
      <CallNotice callId={call.callId} />
      <div className="flex justify-end">
        <Button
          big
          look="ink"
          icon={PhoneOff}
          keys="Alt E"
          className="min-h-14"
          onClick={() => attempt({ type: 'hangUp', callId: call.callId })}
        >
          {t('call.end')}
        </Button>
      </div>
    </section>
  )
}
