import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    join(process.env.ProgramFiles ?? '', 'Google/Chrome/Application/chrome.exe'),
    join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
  ],
}

/** The path of a browser of Chromium's family on this machine; undefined when there is none. */
export function findBrowser() {
  for (const name of names[process.platform] ?? names.linux) {
    const places =
      name.includes('/') || name.includes('\\')
        ? [name]
        : (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
    const found = places.find(place => existsSync(place))
    if (found) return found
  }
  return undefined
}
