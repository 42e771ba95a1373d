import { Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../domain/desk/Notice'
import { attempt } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'

/** One plain question before a number is called that costs extra or changes something, with the reason. */
export function AskedFirst({ notice }: { readonly notice: Extract<Notice, { kind: 'askedFirst' }> }) {
  const { t } = useTranslation()
  const { told, number, doubt } = notice
  return (
    <Alert
      key={told}
      data-doubt={doubt}
      actions={
        <>
          <Button onClick={() => attempt({ type: 'dismissNotice' })}>{t('notice.askedFirst.no')}</Button>
          <Button icon={Phone} onClick={() => attempt({ type: 'callAnyway', told })}>
            {t('notice.askedFirst.yes')}
          </Button>
        </>
      }
    >
      <p className="font-medium wrap-anywhere">
        <Sentence text={t('notice.askedFirst.ask', { number: gap })}>
          <bdi>{number}</bdi>
        </Sentence>
      </p>
      <p>{t(`notice.askedFirst.${doubt}`)}</p>
    </Alert>
  )
}
