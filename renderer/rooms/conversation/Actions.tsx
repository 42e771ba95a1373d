import { Grid3x3, Mic, MicOff, Pause, PhoneForwarded } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { phrase } from '../../../domain/phrases/Phrase'
import { attempt } from '../../bridge/desk'
import { gap, Sentence } from '../../parts/Sentence'
import { Said } from '../Said'
import { useSay } from '../useSay'
import { ActionButton } from './ActionButton'
import { Keypad } from './Keypad'

interface ActionsProps {
  readonly call: Extract<CallView, { phase: 'talking' }>
  readonly handOver: () => void
}

/** What one can do with somebody on the line. None of these is ever dead. */
export function Actions({ call, handOver }: ActionsProps) {
  const { t } = useTranslation()
  const say = useSay()
  const [keypad, setKeypad] = useState(false)
  const { callId, muted } = call
  const beforeHold = phrase('hold.start')
  return (
    <div role="group" aria-label={t('call.actions')} className="flex flex-col gap-2">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(4.5rem,100%),1fr))] gap-2 wide:grid-cols-1">
        <div className="contents wide:block">
          <ActionButton
            icon={Pause}
            keys="Alt H"
            data-action="first"
            style={{ width: '100%' }}
            title={say(beforeHold, call)}
            onClick={() => attempt({ type: 'hold', callId })}
          >
            {t('call.hold')}
          </ActionButton>
          <p className="mt-1 mb-1 hidden px-1 text-sm text-quiet wide:block">
            <Sentence text={t('call.holdHint', { sentence: gap })}>
              <Said phrase={beforeHold} call={call} />
            </Sentence>
          </p>
        </div>
        <ActionButton icon={PhoneForwarded} keys="Alt T" data-action="handOver" onClick={handOver}>
          {t('call.handOver')}
        </ActionButton>
        <ActionButton
          icon={muted ? MicOff : Mic}
          keys="Alt M"
          on={muted}
          onClick={() => attempt({ type: 'mute', callId, muted: !muted })}
        >
          {t(muted ? 'call.unmute' : 'call.mute')}
        </ActionButton>
        <ActionButton icon={Grid3x3} on={keypad} aria-expanded={keypad} onClick={() => setKeypad(!keypad)}>
          {t('call.keypad')}
        </ActionButton>
      </div>
      {keypad && <Keypad callId={callId} close={() => setKeypad(false)} />}
    </div>
  )
}
