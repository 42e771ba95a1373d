import { useEffect } from 'react'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'

/** The keys of the call one works on: Alt with H, T, M or E, and Esc to take the caller back from hold. */
export function useCallKeys(call: CallView, handOver?: () => void): void {
  useEffect(() => {
    const heed = (event: KeyboardEvent) => {
      // While an input method composes, its keys are its own.
      if (event.isComposing || event.defaultPrevented || event.repeat) return
      const act = actionFor(event, call, handOver)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [call, handOver])
}

function actionFor(event: KeyboardEvent, call: CallView, handOver?: () => void): (() => void) | undefined {
  const { callId, phase } = call
  const held = phase === 'held'
  if (event.key === 'Escape') return held ? () => attempt({ type: 'resume', callId }) : undefined
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  // By place and not by letter: on a Mac, Alt and a letter make another letter.
  switch (event.code) {
    case 'KeyH':
      return () => attempt({ type: held ? 'resume' : 'hold', callId })
    case 'KeyM':
      return () => attempt({ type: 'mute', callId, muted: !('muted' in call && call.muted) })
    case 'KeyE':
      return () => attempt({ type: 'hangUp', callId })
    case 'KeyT':
      return handOver
    default:
      return undefined
  }
}
