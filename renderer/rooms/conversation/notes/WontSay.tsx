import { useTranslation } from 'react-i18next'
import type { Declinable } from '../../../../domain/capture/Capture'
import type { CallView } from '../../../../domain/desk/DeskView'
import { attempt } from '../../../bridge/desk'
import { Checkbox } from '../../../parts/Checkbox'

interface WontSayProps {
  readonly call: CallView
  readonly slot: Declinable
}

/** That they do not want to say it: an answer like any other. */
export function WontSay({ call: { callId, capture }, slot }: WontSayProps) {
  const { t } = useTranslation()
  return (
    <Checkbox
      checked={capture.wontSay.includes(slot)}
      onTick={wontSay => attempt({ type: 'noteWontSay', callId, slot, wontSay })}
    >
      {t(`notes.wontSay.${slot}`)}
    </Checkbox>
  )
}
