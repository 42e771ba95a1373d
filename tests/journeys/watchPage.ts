import type { Page } from 'playwright-core'

/** What a page did while somebody's words passed over it. */
export interface PageWatch {
  /** Whatever no text may ever bring about: scripts, dialogs, requests, windows, frames, errors. */
  strange(): Promise<readonly string[]>
  /** The longest task since this was asked last, in milliseconds; 0 when none was long. */
  longestTask(): Promise<number>
}

interface Marks {
  strangeForTests: string[]
  longTasksForTests: number[]
  /** Called by the scripts that some of the names carry. */
  pwned: (what?: unknown) => void
}

/** Watches a page from before its first script on. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const strange: string[] = []
  let origin: string | undefined
  await page.addInitScript(() => {
    const marks: Marks = {
      strangeForTests: [],
      longTasksForTests: [],
      pwned: what => void marks.strangeForTests.push(`a script ran: ${String(what)}`),
    }
    Object.assign(window, marks)
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) marks.longTasksForTests.push(duration)
    }).observe({ type: 'longtask', buffered: true })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      marks.strangeForTests.push(`${violatedDirective} was asked for: ${blockedURI}`),
    )
    const { mediaDevices } = navigator
    const listen = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async wanted => {
      if (wanted?.video) marks.strangeForTests.push('a camera was asked for')
      return await listen(wanted)
    }
    Object.assign(window, {
      Notification: function notify(title: string) {
        marks.strangeForTests.push(`a notification: ${title}`)
      },
    })
  })
  page.on('request', request => {
    origin ??= new URL(request.url()).origin
    if (!request.url().startsWith(`${origin}/`)) strange.push(`a request left: ${request.url()}`)
  })
  page.on('dialog', dialog => {
    strange.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => strange.push('a window opened'))
  page.on('download', () => strange.push('something was downloaded'))
  page.on('frameattached', () => strange.push('a frame was made'))
  page.on('pageerror', error => strange.push(`uncaught: ${error.message}`))
  page.on('console', said => {
    if (said.type() === 'error') strange.push(`an error in the console: ${said.text()}`)
  })
  return {
    async strange() {
      return [
        ...strange.splice(0),
        ...(await page.evaluate(() => (window as unknown as Marks).strangeForTests.splice(0))),
      ]
    },
    async longestTask() {
      return await page.evaluate(() => Math.max(0, ...(window as unknown as Marks).longTasksForTests.splice(0)))
    },
  }
}
