import { NotebookPen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../domain/desk/Notice'
import { attempt } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'

interface EndedMeanwhileProps {
  readonly notice: Extract<Notice, { kind: 'endedMeanwhile' }>
  readonly finish: (callId: string) => void
}

/** They hung up while the app was away: their record is one press away. */
export function EndedMeanwhile({ notice: { told, callId, party }, finish }: EndedMeanwhileProps) {
  const { t } = useTranslation()
  const understood = () => attempt({ type: 'dismissNotice' })
  const open = (id: string) => {
    finish(id)
    understood()
  }
  return (
    <Alert
      key={told}
      actions={
        <>
          <Button onClick={understood}>{t('notice.close')}</Button>
          {callId !== undefined && (
            <Button look="next" icon={NotebookPen} onClick={() => open(callId)}>
              {t('notice.openRecord')}
            </Button>
          )}
        </>
      }
    >
      <p>
        <Sentence text={t('notice.endedMeanwhile', { party: gap })}>
          <bdi className="inline-block max-w-full truncate align-bottom">{party || t('who.unknown')}</bdi>
        </Sentence>
      </p>
    </Alert>
  )
}
