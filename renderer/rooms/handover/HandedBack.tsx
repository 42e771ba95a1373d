import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { afterHandBack } from '../../../domain/phrases/handOverPhrases'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { SayIt } from '../practice/SayIt'
import { Said } from '../Said'
import { handBackText, type HandedBackNotice } from './handBackText'

interface HandedBackProps {
  readonly call: CallView
  readonly notice: HandedBackNotice
}

/** Nobody took the caller: what happened in a few words, and at once the sentence that they are owed. */
export function HandedBack({ call, notice }: HandedBackProps) {
  const { t } = useTranslation()
  return (
    <div
      key={notice.told}
      role="alert"
      data-handed-back={notice.why}
      className="flex tall:min-h-[5.9rem] shrink-0 flex-col justify-center gap-1.5 rounded-card border border-warn bg-warn-back py-2 ps-3 pe-2 text-warn"
    >
      <div className="flex flex-wrap items-start justify-end gap-x-2">
        <Undo2 aria-hidden="true" className="mt-1.5 size-4.5 shrink-0" />
        <p className="min-w-32 flex-1 pt-1 wrap-anywhere">{handBackText(notice, call, t).join(' ')}</p>
        <Button className="text-sm" onClick={() => attempt({ type: 'dismissNotice' })}>
          {t('notice.close')}
        </Button>
      </div>
      {call.phase === 'held' && <p className="text-sm">{t('handOver.whenTakenBack')}</p>}
      <p
        data-testid="say-now"
        data-phrase={afterHandBack(notice.why, notice.to).key}
        className="text-xl leading-snug font-medium short:text-lg text-balance"
      >
        <Said phrase={afterHandBack(notice.why, notice.to)} call={call} />
      </p>
      <SayIt phrase={afterHandBack(notice.why, notice.to)} call={call} />
    </div>
  )
}
