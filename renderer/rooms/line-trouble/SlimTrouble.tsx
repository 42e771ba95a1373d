import { Unplug, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { GapClock } from './GapClock'
import { isUp, lineTroubleOf } from './lineTroubleOf'

/** In a word: what is the matter with the line of a call that one is not working on. */
export function SlimTrouble({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const trouble = lineTroubleOf(call)
  if (!trouble || !isUp(call)) return null
  const Icon = trouble === 'signal' ? Unplug : VolumeX
  return (
    <span
      role="status"
      // A lost connection is said once, by the call one works on and above the rooms.
      aria-live={trouble === 'signal' ? 'off' : 'polite'}
      data-testid="line-trouble"
      title={t(`lineTrouble.${trouble}.${call.phase}.then`)}
      className="inline-flex items-center gap-1.5 px-1 text-sm font-medium whitespace-nowrap text-warn"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {t(`lineTrouble.${trouble}.slim`)}
      <GapClock call={call} className="" />
    </span>
  )
}
