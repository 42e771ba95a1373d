import { useTranslation } from 'react-i18next'
import { practise, useBridge, useDesk } from '../../bridge/desk'
import { Alert } from '../../parts/Alert'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'

/** Practice could not be opened, or not be left: what happened, what is safe, and what to do now. */
export function PracticeTroubled() {
  const { t } = useTranslation()
  const trouble = useBridge(({ practice }) => practice.trouble)
  const hasLine = useDesk(({ accounts }) => accounts.length > 0)
  if (!trouble) return null
  const { what, problem, told } = trouble
  const safe = what === 'begin' && !hasLine ? 'beginSafeAlone' : (`${what}Safe` as const)
  return (
    <Alert
      key={told}
      actions={
        <>
          <Button onClick={() => practise({ type: 'dismissTrouble' })}>{t('notice.close')}</Button>
          <Button onClick={() => practise({ type: what })}>{t('practice.trouble.again')}</Button>
        </>
      }
    >
      <p className="font-semibold">{t(`practice.trouble.${what}`)}</p>
      <p>{t(`practice.trouble.${safe}`)}</p>
      <p>{t(`practice.trouble.${what}Do`)}</p>
      {problem !== '' && (
        <p className="mt-0.5 line-clamp-2 text-sm">
          <Sentence text={t('notice.exactWords', { words: gap })}>
            <bdi>{problem}</bdi>
          </Sentence>
        </p>
      )}
    </Alert>
  )
}
