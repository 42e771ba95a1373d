import { Unplug, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../bridge/desk'
import { GapClock } from './GapClock'
import { lineTroubleOf, type UpCall } from './lineTroubleOf'

/** What is the matter with the line of the call one works on: what still works, and that it mends itself. */
export function LineTroubleStrip({ call }: { readonly call: UpCall }) {
  const { t } = useTranslation()
  const trouble = lineTroubleOf(call)
  const refused = useDesk(({ accounts }) =>
    accounts.some(each => each.accountId === call.accountId && each.registration?.state === 'refused'),
  )
  if (!trouble) return null
  const words =
    refused && trouble === 'signal' ? 'lineTrouble.refused' : (`lineTrouble.${trouble}.${call.phase}` as const)
  const Icon = trouble === 'signal' ? Unplug : VolumeX
  // While they are heard, nothing is wrong yet.
  const colours = trouble === 'signal' ? 'border-edge bg-sunken' : 'border-warn bg-warn-back text-warn'
  return (
    <div
      role="status"
      data-testid="line-trouble"
      className={`flex shrink-0 items-start gap-x-2.5 rounded-card border px-3 py-1.5 ${colours}`}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p className="leading-snug font-semibold">{t(`${words}.now`)}</p>
        <p className="text-sm short:sr-only">{t(`${words}.then`)}</p>
      </div>
      <GapClock call={call} className="leading-snug font-semibold" />
    </div>
  )
}
