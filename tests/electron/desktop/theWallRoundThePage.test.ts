import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { isTrusted } from '../../../electron/desktop/isTrusted'
import { keepPageInside } from '../../../electron/desktop/keepInside'
import { openOutside } from '../../../electron/desktop/openOutside'
import { isOurs, startAddress } from '../../../electron/desktop/origin'
import { type Asked, mayDo } from '../../../electron/desktop/permitOnlySound'
import { answerFor } from '../../../electron/desktop/serveBundle'

const notOurs = [
  '',
  'app://',
  'app://bundle.example/',
  'app://bundle:80/',
  'app://example@bundle/',
  'app://bundle@example/',
  'apps://bundle/',
  'app:bundle',
  'file:///app://bundle/',
  'https://bundle/',
  'http://example.com/app://bundle/',
  'data:text/html,app://bundle/',
  'javascript:"app://bundle/"',
  'about:blank',
  'null',
]

describe('our own pages', () => {
  it.each(['app://bundle', 'app://bundle/', 'app://bundle/index.html', 'app://bundle/a/b?c#d', 'APP://bundle/'])(
    'are known by their origin: %s',
    url => expect(isOurs(url)).toBe(true),
  )

  it.each(notOurs)('are not mistaken for %s', url => expect(isOurs(url)).toBe(false))
})

describe('the bundle', () => {
  const page = { type: 'text/html; charset=utf-8', bytes: Buffer.from('the page') }
  const files = new Map([['/index.html', page]])

  it('is served with a policy by which a page may do next to nothing', async () => {
    const answer = answerFor(files, startAddress)
    expect(await answer.text()).toBe('the page')
    expect(answer.headers.get('Content-Type')).toBe(page.type)
    expect(answer.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
        "media-src 'self' mediastream:; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it.each([
    'app://bundle/../../../../etc/passwd',
    'app://bundle/..%2f..%2f..%2fetc%2fpasswd',
    'app://bundle/%2e%2e/%2e%2e/etc/passwd',
    'app://bundle/%252e%252e%252fetc%252fpasswd',
    'app://bundle/..\\..\\..\\etc\\passwd',
    'app://bundle/..%5c..%5cetc%5cpasswd',
    'app://bundle//etc/passwd',
    'app://bundle///etc/passwd',
    'app://bundle/./../etc/passwd',
    'app://bundle/....//....//etc/passwd',
    'app://bundle/.%00./etc/passwd',
    'app://bundle/index.html%00.png',
    'app://bundle/index.html/../../package.json',
    'app://bundle/%c0%ae%c0%ae/etc/passwd',
    'app://bundle/．．/etc/passwd',
    'app://bundle/file:///etc/passwd',
    'app://bundle/C:\\Windows\\win.ini',
    'app://bundle/~root/.ssh/id_rsa',
    'app://bundle/..;/etc/passwd',
    'app://bundle/index.html/',
    'app://../etc/passwd',
    'app:///etc/passwd',
    'app:/etc/passwd',
    'file:///etc/passwd',
    'app://bundle/__proto__',
    'app://[',
  ])('holds nothing else, however it is spelled: %s', async url => {
    const answer = answerFor(files, url)
    expect([answer.status, await answer.text()]).toEqual([404, ''])
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  })
})

describe('what a page may do', () => {
  const sound: Asked = { permission: 'media', url: startAddress, isMainFrame: true, media: ['audio'] }

  it('is to hear the microphone, and to choose where it rings', () => {
    expect(mayDo(sound)).toBe(true)
    expect(mayDo({ ...sound, permission: 'speaker-selection', media: [] })).toBe(true)
  })

  it.each<Partial<Asked>>([
    { media: ['audio', 'video'] },
    { media: ['video'] },
    { media: [] },
    { isMainFrame: false },
    ...notOurs.map(url => ({ url })),
  ])('is not more sound than that: %j', change => expect(mayDo({ ...sound, ...change })).toBe(false))

  it.each([
    'clipboard-read',
    'display-capture',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'local-network-access',
    'midi',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'unknown',
    'usb',
    'window-management',
    '__proto__',
  ])('is nothing else: %s', permission => expect(mayDo({ ...sound, permission })).toBe(false))
})

describe('a way out', () => {
  const outside = (url: string) => {
    const opened: string[] = []
    const did = openOutside(url, async each => void opened.push(each))
    expect(did).toBe(opened.length === 1)
    return opened[0]
  }

  it.each(['https://example.com/help?a=b#c', 'mailto:rosa@example.com?subject=Invoice'])('is open to %s', url =>
    expect(outside(url)).toBe(url),
  )

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'smb://example.com/share',
    'javascript:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>1</script>',
    'ms-msdt:/id',
    'search-ms:query=x',
    'sip:+442079460018@example.com',
    'tel:+442079460018',
    'app://bundle/',
    'https://example.com@evil.example/',
    'https://',
    '//example.com',
    '\\\\example.com\\share',
    'C:\\Windows\\System32\\calc.exe',
    ' javascript:alert(1)',
    '',
  ])('is shut to %s', url => expect(outside(url)).toBeUndefined())

  it('is gone through at one place in all of the code', () => {
    const sources = readdirSync('electron', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
    const places = sources.filter(name => readFileSync(join('electron', name), 'utf8').includes('shell.open'))
    expect(places).toEqual(['main.ts'])
  })

  it('survives a desktop without a browser', () => {
    expect(openOutside('https://example.com/', () => Promise.reject(new Error('none')))).toBe(true)
  })

  function aPage(isFocused: boolean) {
    const listeners = new Map<string, (event: { preventDefault(): void }) => void>()
    let asked: ((details: { url: string }) => { action: string }) | undefined
    const opened: string[] = []
    const page = {
      isFocused: () => isFocused,
      on: (event: string, listener: (event: { preventDefault(): void }) => void) => listeners.set(event, listener),
      setWindowOpenHandler: (handler: typeof asked) => (asked = handler),
    }
    keepPageInside(page as unknown as WebContents, async url => void opened.push(url))
    const isStopped = (event: string) => {
      let stopped = false
      listeners.get(event)?.({ preventDefault: () => (stopped = true) })
      return stopped
    }
    return { opened, isStopped, opens: (url: string) => asked?.({ url }).action }
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'is shut to a page that goes there by itself: %s',
    event => expect(aPage(true).isStopped(event)).toBe(true),
  )

  it('never becomes a second window, and leads out only from the window that the user looks at', () => {
    const looked = aPage(true)
    expect(['https://example.com/', 'javascript:alert(1)', 'about:blank', ''].map(looked.opens)).toEqual(
      Array(4).fill('deny'),
    )
    expect(looked.opened).toEqual(['https://example.com/'])

    const behind = aPage(false)
    expect(behind.opens('https://example.com/')).toBe('deny')
    expect(behind.opened).toEqual([])
  })
})

describe('a sender on the bridge', () => {
  const window = { id: 1 }
  const frame = { url: startAddress, parent: null }

  it('is heard from the main frame of our window', () => {
    expect(isTrusted({ sender: { id: 1 }, senderFrame: frame }, window)).toBe(true)
  })

  it('is not heard when its frame has gone', () => {
    expect(isTrusted({ sender: { id: 1 }, senderFrame: null }, window)).toBe(false)
    const gone = {
      parent: null,
      get url(): string {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    }
    expect(isTrusted({ sender: { id: 1 }, senderFrame: gone }, window)).toBe(false)
  })

  it('is not heard from another window, or from a frame within ours', () => {
    expect(isTrusted({ sender: { id: 2 }, senderFrame: frame }, window)).toBe(false)
    const inner = { ...frame, parent: {} as never }
    expect(isTrusted({ sender: { id: 1 }, senderFrame: inner }, window)).toBe(false)
  })

  it.each(notOurs)('is not heard from %s', url => {
    expect(isTrusted({ sender: { id: 1 }, senderFrame: { ...frame, url } }, window)).toBe(false)
  })
})
