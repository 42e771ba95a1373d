import { Check, CircleAlert, CircleDashed, type LucideIcon, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { desiredResponses } from '../../../domain/capture/Capture'
import type { SlotCompared } from '../../../domain/practice/Debrief'

const icons: Readonly<Record<SlotCompared['result'], LucideIcon>> = {
  caught: Check,
  nearly: CircleAlert,
  wrong: X,
  missed: CircleDashed,
}

/** What was written down beside what was true. */
export function SlotsCompared({ slots }: { readonly slots: readonly SlotCompared[] }) {
  const { t } = useTranslation('practice')
  const inWords = useInWords()
  if (slots.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">{t('debrief.slots')}</h3>
      <ul className="divide-y divide-line text-sm">
        {slots.map(({ slot, noted, truth, result }) => {
          const Icon = icons[result]
          return (
            <li key={slot} data-slot-result={result} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
              <span className="w-28 shrink-0 text-quiet">{t(`debrief.slot.${slot}`)}</span>
              <span className="inline-flex min-w-0 flex-1 items-baseline gap-1.5">
                <Icon aria-hidden="true" className="size-4 shrink-0 self-center" />
                <span className="wrap-anywhere">
                  {noted && <bdi className="font-medium">{inWords(slot, noted)} </bdi>}
                  <span className="text-quiet">{t(`debrief.result.${result}`)}</span>
                  {result !== 'caught' && truth && (
                    <span className="block">
                      <span className="text-quiet">{t('debrief.truth')}: </span>
                      <bdi>{inWords(slot, truth)}</bdi>
                    </span>
                  )}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** What was chosen from a list is kept by its key. */
function useInWords(): (slot: SlotCompared['slot'], kept: string) => string {
  const { t } = useTranslation()
  return (slot, kept) => {
    if (slot === 'urgency') return t('notes.urgent')
    const response = slot === 'response' ? desiredResponses.find(each => each === kept) : undefined
    return response ? t(`notes.responses.${response}`) : kept
  }
}
