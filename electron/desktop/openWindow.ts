import { BrowserWindow, type Session, app, protocol, session } from 'electron'
import { pageHeaders } from '../headless/pageHeaders'
import { readBundle } from '../headless/readBundle'

const scheme = 'app'
const origin = `${scheme}://bundle`

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

/** Serves the built renderer on our own origin; nothing outside the bundle can be spelled. */
export function serveBundle(folder: string): void {
  const files = readBundle(folder)
  protocol.handle(scheme, ({ url }) => {
    const { host, pathname } = new URL(url)
    const file = host === 'bundle' ? files.get(pathname === '/' ? '/index.html' : pathname) : undefined
    const headers = pageHeaders("'none'")
    if (!file) return new Response(null, { status: 404, headers })
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } })
  })
  permitOnlySound(session.defaultSession)
  app.on('web-contents-created', (_, contents) => {
    // On every one of them, also those made later: nothing of ours ever leads away from the desk.
    contents.on('will-navigate', event => event.preventDefault())
    contents.on('will-frame-navigate', event => event.preventDefault())
    contents.on('will-redirect', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** The one window, shown to the user and kept awake behind other windows: its sound must still run. */
export function openWindow(preload: string): BrowserWindow {
  return new BrowserWindow({
    width: 420,
    height: 680,
    minWidth: 320,
    minHeight: 480,
    title: 'Phone Duty',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
}

export function isOurs(url: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}

function permitOnlySound(of: Session): void {
  of.setPermissionRequestHandler((_, permission, allow, details) => {
    const onlySound = 'mediaTypes' in details && (details.mediaTypes ?? ['none']).every(type => type === 'audio')
    allow(permission === 'media' && onlySound && details.isMainFrame && isOurs(details.requestingUrl))
  })
  of.setPermissionCheckHandler((_, permission, requestingOrigin, details) => {
    return permission === 'media' && details.mediaType !== 'video' && isOurs(requestingOrigin)
  })
  of.setDevicePermissionHandler(() => false)
}
