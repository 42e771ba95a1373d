import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { stageShown } from '../../../domain/phrases/stageShown'
import { gap, Sentence } from '../../parts/Sentence'
import { BackOrJoin } from './BackOrJoin'

/** A hand-over that goes on while one talks to somebody else: to whom, how far it is, and what can be done. */
export function SlimHandingOver({ call }: { readonly call: Extract<CallView, { phase: 'handingOver' }> }) {
  const { t } = useTranslation()
  const { to } = call.handOver
  const stage = stageShown(call.handOver)
  return (
    <section
      aria-label={t('handOver.region', { name: to.name })}
      data-stage={stage}
      className="flex flex-wrap items-center gap-x-2 gap-y-1"
    >
      <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-quiet rtl:rotate-180" />
      <p className="min-w-32 flex-1">
        <span className="line-clamp-1 wrap-anywhere">
          <Sentence text={t('handOver.to', { name: gap })}>
            <bdi className="font-semibold">{to.name}</bdi>
          </Sentence>
        </span>
        <span role="status" className="block text-sm text-quiet">
          {t(`handOver.stage.${stage}`)}
        </span>
      </p>
      <BackOrJoin call={call} slim className="ms-auto" />
    </section>
  )
}
