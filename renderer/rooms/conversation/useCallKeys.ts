import { useEffect } from 'react'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { altKey, isForUs } from '../../parts/useAltKey'
import { otherLanguage } from '../../strings/languages'

interface Opens {
  /** Opens or closes the finder; undefined where there is nobody to hand over. */
  readonly handOver?: (() => void) | undefined
  /** Closes what is open in front of the call. Esc does that before anything else. */
  readonly close?: (() => void) | undefined
}

/** The keys of the call one works on: Alt with H, T, M, J, L or E, and Esc, which takes the caller back. */
export function useCallKeys(call: CallView, { handOver, close }: Opens = {}): void {
  useEffect(() => {
    const heed = (event: KeyboardEvent) => {
      const act = actionFor(event, call, { handOver, close })
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [call, handOver, close])
}

function actionFor(event: KeyboardEvent, call: CallView, { handOver, close }: Opens): (() => void) | undefined {
  const { callId, phase } = call
  const held = phase === 'held'
  const waiting = held || phase === 'handingOver'
  if (event.key === 'Escape' && isForUs(event))
    return close ?? (waiting ? () => attempt({ type: 'resume', callId }) : undefined)
  switch (altKey(event)) {
    case 'KeyH':
      return () => attempt({ type: held ? 'resume' : 'hold', callId })
    case 'KeyM':
      return () => attempt({ type: 'mute', callId, muted: !('muted' in call && call.muted) })
    case 'KeyE':
      return () => attempt({ type: 'hangUp', callId })
    case 'KeyL':
      return () => attempt({ type: 'speakIn', callId, language: otherLanguage(call.language) })
    case 'KeyT':
      return handOver
    case 'KeyJ':
      return phase === 'handingOver' ? () => attempt({ type: 'join', callId }) : undefined
    default:
      return undefined
  }
}
