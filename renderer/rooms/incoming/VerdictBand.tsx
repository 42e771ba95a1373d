import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { Disclosure } from '../../parts/Disclosure'
import { LineEvidence } from '../LineEvidence'
import { LineIcon } from '../LineIcon'

/** The verdict, to be read from two metres: word, shape and colour, and the evidence one press away. */
export function VerdictBand({ call, slim }: { readonly call: CallView; readonly slim: boolean }) {
  const { t } = useTranslation()
  const { inForce } = call
  return (
    <div
      className={`verdict verdict-${inForce} flex flex-wrap items-center justify-between gap-x-2 rounded-card ${slim ? 'py-1 ps-4 pe-1' : 'py-2.5 ps-4 pe-1'}`}
    >
      <span className="flex items-center gap-2">
        <LineIcon line={inForce} className={slim ? 'size-5' : 'size-7.5'} />
        <strong
          data-testid="line-verdict"
          className={slim ? 'text-lg tracking-wider' : 'text-2xl leading-tight tracking-wide tiny:text-lg'}
        >
          {t(`line.${inForce}`)}
        </strong>
      </span>
      <Disclosure label={t('line.why')} className="text-sm" panelClassName="w-full pt-1 pe-3 pb-1">
        <LineEvidence line={call.line} corrected={call.corrected} />
      </Disclosure>
    </div>
  )
}
