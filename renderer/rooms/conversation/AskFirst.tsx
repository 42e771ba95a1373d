import { useTranslation } from 'react-i18next'
import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'
import { questionFor } from '../../../domain/phrases/questionFor'
import { SayIt } from '../practice/SayIt'
import { Said } from '../Said'

/** The gate has spoken: what is missing becomes the sentence of the moment. */
export function AskFirst({ call, wanted }: { readonly call: CallView; readonly wanted: Slot }) {
  const { t } = useTranslation()
  const over = call.phase === 'wrapUp'
  return (
    <div
      role="alert"
      data-missing={wanted}
      className="flex tall:min-h-[5.9rem] flex-col justify-center gap-0.5 rounded-card border border-warn bg-warn-back px-4 py-2 text-warn short:py-1 tiny:px-2"
    >
      <p className="text-sm tiny:sr-only">{t(over ? 'gate.afterwards' : 'gate.first')}</p>
      <p
        data-testid="say-now"
        data-phrase={questionFor(wanted, call).key}
        className="text-xl leading-snug font-medium short:text-lg tiny:text-base text-balance"
      >
        {over ? t(`gate.write.${wanted}`) : <Said phrase={questionFor(wanted, call)} call={call} />}
      </p>
      {!over && <SayIt phrase={questionFor(wanted, call)} call={call} />}
    </div>
  )
}
