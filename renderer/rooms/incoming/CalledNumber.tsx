import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { PhoneNumber } from '../../parts/PhoneNumber'

/** The number that they dialled, and the name to answer it with. */
export function CalledNumber({ call: { dialled, answerAs, country } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  if (!dialled && !answerAs) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-quiet">
      {dialled && (
        <>
          <span>{t('incoming.for')}</span>
          <span data-testid="called-number">
            <PhoneNumber number={dialled} country={country} />
          </span>
        </>
      )}
      {dialled && answerAs && <ArrowRight aria-hidden="true" className="size-4 shrink-0 rtl:rotate-180" />}
      {answerAs && (
        <bdi data-testid="answer-as" title={answerAs} className="line-clamp-2 font-semibold wrap-anywhere text-text">
          {answerAs}
        </bdi>
      )}
    </p>
  )
}
