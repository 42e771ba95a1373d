import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../domain/desk/Notice'
import { attempt, practise, useDesk } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { AskedFirst } from './AskedFirst'
import { noticeText } from './noticeText'

/** A refusal or a failure, said calmly. It stays until it is understood, or until there is something newer to say. */
export function NoticeAlert({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation()
  const quitting = notice.kind === 'refused' && notice.refusal.reason === 'still-open'
  const call = useDesk(desk => desk.calls.find(({ callId }) => callId === notice.callId))
  const practises = useDesk(desk => desk.practice)
  const understood = () => attempt({ type: 'dismissNotice' })
  if (notice.kind === 'askedFirst') return <AskedFirst notice={notice} />
  const isHelpless = practises && isEmergency(notice)
  return (
    <Alert
      key={notice.told}
      actions={
        <>
          {quitting && (
            <Button onClick={() => attempt({ type: 'quit', anyway: true })}>{t('notice.still-open.anyway')}</Button>
          )}
          {isHelpless && (
            <Button icon={LogOut} onClick={() => practise({ type: 'leave' })}>
              {t('notice.practice-leave')}
            </Button>
          )}
          <Button onClick={understood}>{t(quitting ? 'notice.still-open.stay' : 'notice.close')}</Button>
        </>
      }
    >
      {(isHelpless ? [t('notice.practice-emergency')] : noticeText(notice, call, t)).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      {notice.kind === 'failed' && notice.problem !== '' && (
        <p className="mt-0.5 line-clamp-2 text-sm">
          <Sentence text={t('notice.exactWords', { words: gap })}>
            <bdi>{notice.problem}</bdi>
          </Sentence>
        </p>
      )}
    </Alert>
  )
}

function isEmergency(notice: Notice): boolean {
  return notice.kind === 'refused' && notice.refusal.reason === 'not-registered' && notice.refusal.emergency
}
