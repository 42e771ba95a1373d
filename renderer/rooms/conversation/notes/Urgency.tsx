import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../domain/desk/DeskView'
import { attempt, useDesk } from '../../../bridge/desk'
import { Checkbox } from '../../../parts/Checkbox'

/** Whether it is urgent. Where the office wants to know for certain, "not urgent" is an answer of its own. */
export function Urgency({ call, wanted }: { readonly call: CallView; readonly wanted: boolean }) {
  const { t } = useTranslation()
  const { callId, capture } = call
  const mustBeSaid = useDesk(desk => desk.gate.also.includes('urgency'))
  const tell = (urgent: boolean | null) => attempt({ type: 'markUrgent', callId, urgent })
  return (
    <div className={`flex flex-wrap gap-x-5 ${wanted ? 'framed' : ''}`}>
      <Checkbox slot="urgency" checked={capture.urgent === true} onTick={ticked => tell(ticked ? true : null)}>
        {t('notes.urgent')}
      </Checkbox>
      {mustBeSaid && (
        <Checkbox checked={capture.urgent === false} onTick={ticked => tell(ticked ? false : null)}>
          {t('notes.notUrgent')}
        </Checkbox>
      )}
    </div>
  )
}
