import { Phone, PhoneOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useDeliberateKeys } from '../../parts/useDeliberateKeys'

/** The two ways to meet a ring. Neither takes a key by accident. */
export function AnswerOrDecline({ callId, slim }: { readonly callId: string; readonly slim: boolean }) {
  const { t } = useTranslation()
  const declineKeys = useDeliberateKeys()
  const answerKeys = useDeliberateKeys()
  const answer = () => {
    performance.mark('answer:clicked', { detail: { callId } })
    attempt({ type: 'answer', callId })
  }
  const size = slim ? 'min-h-11' : 'min-h-14 text-xl'
  return (
    <div className={`flex flex-wrap gap-3 ${slim ? '' : 'sticky bottom-0 bg-surface py-2 tall:static tall:py-0'}`}>
      <Button
        icon={PhoneOff}
        className={`flex-[2_1_7rem] ${slim ? 'min-h-11' : 'min-h-14 text-lg'}`}
        onClick={() => attempt({ type: 'decline', callId })}
        {...declineKeys}
      >
        {t('incoming.decline')}
      </Button>
      <Button
        big
        look="next"
        icon={Phone}
        className={`flex-[3_1_8rem] max-[24rem]:px-3 ${size}`}
        onClick={answer}
        {...answerKeys}
      >
        {t('incoming.answer')}
      </Button>
    </div>
  )
}
