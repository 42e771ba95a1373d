import { type RefObject, useEffect, useRef } from 'react'
import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'
import { useDesk } from '../../bridge/desk'
import { gateNotice } from './wantedSlot'

const nobodyHasIt = () => document.activeElement === null || document.activeElement === document.body

/** Puts the focus where the hands are needed: the notes when a call is answered, the missing slot when the gate asks. */
export function useNotesFocus(room: RefObject<HTMLElement | null>, call: CallView): void {
  const told = useDesk(desk => gateNotice(desk, call.callId)?.told)
  const { phase } = call
  const first = call.missing[0] ?? 'requirement'
  const before = useRef<CallView['phase']>(undefined)

  useEffect(() => {
    const came = before.current === undefined
    before.current = phase
    if (came && phase === 'talking') focusSlot(room.current, 'requirement')
    else if (came && phase === 'wrapUp' && nobodyHasIt()) focusSlot(room.current, first)
    // A key still held down must not press Cancel; and the notes are what one can do meanwhile.
    else if (phase === 'handingOver' && nobodyHasIt())
      room.current?.querySelector<HTMLElement>('[data-slot="requirement"]')?.focus({ preventScroll: true })
    // The button that was pressed is gone; its successor takes its place.
    else if (nobodyHasIt()) room.current?.querySelector<HTMLElement>('[data-action="first"]')?.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a change of phase moves the focus, typing does not
  }, [phase, room])

  useEffect(() => {
    if (told !== undefined) focusSlot(room.current, first)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each time the gate speaks, and not at each slot filled
  }, [told, room])
}

function focusSlot(room: HTMLElement | null, slot: Slot): void {
  const field = room?.querySelector<HTMLElement>(`[data-slot="${slot}"]`)
  field?.focus()
  field?.scrollIntoView({ block: 'nearest' })
}
