import { VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { GapClock } from './GapClock'
import type { UpCall } from './lineTroubleOf'

type Talking = Extract<UpCall, { phase: 'talking' }>

/** They cannot hear us, so there is nothing to say: this stands in the very place of what would be said. */
export function NoSound({ call }: { readonly call: Talking }) {
  const { t } = useTranslation()
  const trouble = call.signal === 'lost' ? 'both' : 'sound'
  return (
    <div
      role="status"
      data-testid="line-trouble"
      className="flex tall:min-h-[5.9rem] shrink-0 items-center gap-x-3 rounded-card border border-warn bg-warn-back px-3 py-1.5 text-warn"
    >
      <VolumeX aria-hidden="true" className="size-6 shrink-0" />
      <div className="min-w-0 flex-1">
        <p data-testid="say-now" className="text-xl leading-snug font-medium short:text-lg text-balance">
          {t(`lineTrouble.${trouble}.talking.now`)}
        </p>
        <p className="text-sm">{t(`lineTrouble.${trouble}.talking.then`)}</p>
      </div>
      <GapClock call={call} className="self-start text-xl leading-snug font-semibold" />
    </div>
  )
}
