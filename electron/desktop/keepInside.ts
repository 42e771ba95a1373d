import type { App, Event, WebContents } from 'electron'
import { openOutside } from './openOutside'

const waysOut = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const

/** On every page there is or ever will be: nothing leads away from the desk, and no second window opens. */
export function keepInside(app: App, open: (url: string) => Promise<void>): void {
  app.on('web-contents-created', (_, contents) => keepPageInside(contents, open))
}

export function keepPageInside(contents: WebContents, open: (url: string) => Promise<void>): void {
  const listener: { on(way: string, stay: (event: Event) => void): unknown } = contents
  for (const way of waysOut) listener.on(way, event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // A link is the user's to follow, so it opens only from the window that they are looking at.
    if (contents.isFocused()) openOutside(url, open)
    return { action: 'deny' }
  })
}
