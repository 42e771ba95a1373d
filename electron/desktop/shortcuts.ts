import type { GlobalShortcut } from 'electron'
import type { CallView } from '../../domain/desk/DeskView'
import type { WireIntent } from '../../domain/desk/Intent'
import type { Words } from './words'

/**
 * The keys that work over every other program while a call rings or is up. None of them types a letter on any keyboard,
 * as Ctrl+Alt does where it is AltGr, and editors leave the system's own key alone.
 */
export const accelerators = {
  answer: 'Super+Shift+F9',
  decline: 'Super+Shift+F10',
  hold: 'Super+Shift+F8',
  mute: 'Super+Shift+F7',
} as const

export type ShortcutName = keyof typeof accelerators

/** What a key does just now, and what that is called. */
export interface Shortcut {
  readonly name: ShortcutName
  readonly label: keyof Words['keys']
  readonly intent: WireIntent
}

/** What the keys do for these calls: whoever has rung longest, and the call that we are in. Without a call, nothing. */
export function shortcutsFor(calls: readonly CallView[]): readonly Shortcut[] {
  const ringing = calls.find(({ phase }) => phase === 'ringing')
  const ours =
    calls.find(call => call.phase === 'talking') ??
    calls.findLast(call => call.phase === 'held' || call.phase === 'handingOver')
  return [...(ringing ? forRinging(ringing) : []), ...(ours ? forOurs(ours) : [])]
}

function forRinging({ callId }: CallView): Shortcut[] {
  return [
    { name: 'answer', label: 'answer', intent: { type: 'answer', callId } },
    { name: 'decline', label: 'decline', intent: { type: 'decline', callId } },
  ]
}

function forOurs(call: CallView): Shortcut[] {
  const { callId } = call
  const muted = 'muted' in call && call.muted
  return [
    call.phase === 'talking'
      ? { name: 'hold', label: 'hold', intent: { type: 'hold', callId } }
      : { name: 'hold', label: 'takeBack', intent: { type: 'resume', callId } },
    { name: 'mute', label: muted ? 'unmute' : 'mute', intent: { type: 'mute', callId, muted: !muted } },
  ]
}

/** Takes those keys, and only those, from the rest of the desktop. */
export interface Shortcuts {
  /** Gives back those which cannot be had: another program was first. */
  serve(wanted: readonly Shortcut[]): readonly ShortcutName[]
}

export function openShortcuts(keys: GlobalShortcut, press: (shortcut: Shortcut) => void): Shortcuts {
  let now: readonly Shortcut[] = []
  const taken = new Set<ShortcutName>()
  const pressed = (name: ShortcutName) => {
    const shortcut = now.find(each => each.name === name)
    if (shortcut) press(shortcut)
  }
  return {
    serve(wanted) {
      now = wanted
      for (const name of taken) {
        if (wanted.some(each => each.name === name)) continue
        keys.unregister(accelerators[name])
        taken.delete(name)
      }
      for (const { name } of wanted) {
        if (!taken.has(name) && keys.register(accelerators[name], () => pressed(name))) taken.add(name)
      }
      return wanted.map(({ name }) => name).filter(name => !taken.has(name))
    },
  }
}
