import { useState } from 'react'
import type { TextSlot } from '../../../../domain/capture/Capture'
import type { CallView } from '../../../../domain/desk/DeskView'
import { attempt } from '../../../bridge/desk'

/**
 * One field of the notes. Every keystroke is told at once and in order; what is shown meanwhile is what was typed, so
 * that an echo on its way back never eats or reorders a letter. Once left, the field follows the desk again.
 */
export function useNote({ callId, capture }: CallView, slot: TextSlot) {
  const [draft, setDraft] = useState<string>()
  const [focused, setFocused] = useState(false)
  const shown = capture[slot]
  if (draft !== undefined && !focused && draft === shown) setDraft(undefined)

  return {
    value: draft ?? shown,
    write: (text: string) => {
      setDraft(text)
      attempt({ type: 'note', callId, slot, text })
    },
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
}
