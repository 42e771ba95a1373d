import type { WebContents, WebFrameMain } from 'electron'
import { isOurs } from './origin'

/** Whoever sends something over the bridge. */
export interface Sender {
  readonly sender: Pick<WebContents, 'id'>
  /** Null when the frame has gone, or has gone elsewhere, since. */
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null
}

/** Only the main frame of our one window is heard, and only while it shows our own page. */
export function isTrusted({ sender, senderFrame }: Sender, window: Pick<WebContents, 'id'>): boolean {
  try {
    return senderFrame !== null && sender.id === window.id && senderFrame.parent === null && isOurs(senderFrame.url)
  } catch {
    return false // a frame that is gone cannot even be asked where it was
  }
}
