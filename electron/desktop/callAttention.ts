import type { BrowserWindow, Notification, NotificationConstructorOptions } from 'electron'
import type { CallView } from '../../domain/desk/DeskView'
import type { RingNotice } from './ringNotice'

interface Attention {
  readonly window: BrowserWindow
  /** Undefined where the desktop shows no notifications. */
  readonly notify: ((notice: NotificationConstructorOptions) => Notification) | undefined
  readonly say: (call: CallView) => RingNotice
  /** What a click on the notification does. It is no answer: a click meant for something else must not pick up. */
  readonly look: () => void
}

/**
 * Calls for attention while it rings: the window comes up over the work and never takes the keyboard, so that what is
 * being typed elsewhere keeps going there. Call it with the calls whenever they change.
 */
export function callAttention({ window, notify, say, look }: Attention): (calls: readonly CallView[]) => void {
  const rung = new Set<string>()
  const shown = new Map<string, Notification>()

  function comeUp(): void {
    if (window.isFocused()) return
    window.setAlwaysOnTop(true)
    window.showInactive()
    window.moveTop()
    window.flashFrame(true)
  }

  function tell(call: CallView): void {
    if (window.isFocused() || !notify) return
    // Silent, since the ring itself is ours; it goes when the ringing does.
    const notice = notify({ ...say(call), silent: true, urgency: 'critical', timeoutType: 'never' })
    notice.on('click', look)
    shown.set(call.callId, notice)
    notice.show()
  }

  return calls => {
    const ringing = calls.filter(({ phase }) => phase === 'ringing')
    for (const callId of rung) {
      if (ringing.some(call => call.callId === callId)) continue
      rung.delete(callId)
      shown.get(callId)?.close()
      shown.delete(callId)
      if (rung.size > 0) continue
      window.setAlwaysOnTop(false)
      window.flashFrame(false)
    }
    for (const call of ringing) {
      if (rung.has(call.callId)) continue
      rung.add(call.callId)
      tell(call)
      comeUp()
    }
  }
}
