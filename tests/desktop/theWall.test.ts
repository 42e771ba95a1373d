import { describe, expect, it } from 'vitest'
import { oneApp } from './anAppOnTheDesktop'
import { electronHere, isStandIn } from './electronHere'

describe.skipIf(electronHere === undefined)('the wall round the page', () => {
  const app = oneApp()

  it('gives every window a sandbox, also one that is made later', async () => {
    const preferences = await app().inMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(window => {
        const contents = window.webContents as unknown as { getLastWebPreferences?: () => object }
        const given = window as unknown as { __opts?: { webPreferences: object } }
        return contents.getLastWebPreferences?.() ?? given.__opts?.webPreferences
      }),
    )
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      backgroundThrottling: false,
    })
    expect(Object.keys(preferences[0] ?? {})).not.toContain('enableBlinkFeatures')
    const asked = await app().inMain(() => (globalThis as { sandboxedWhileReady?: boolean }).sandboxedWhileReady)
    expect(asked, 'whether Electron was ready when the sandbox was asked for').toBe(false)
  })

  it('shows the page from our own scheme', async () => {
    expect(await app().inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe(
      'app://bundle/',
    )
  })

  it('hands out nothing that is not in the bundle', async () => {
    const { inMain } = app()
    const spellings = [
      '../package.json',
      '..%2fpackage.json',
      '%2e%2e/package.json',
      '..%5cpackage.json',
      '/etc/passwd',
    ]
    const texts = await inMain(async ({ BrowserWindow }, paths) => {
      const window = new BrowserWindow({ show: false })
      const read: string[] = []
      for (const path of paths) {
        await window.loadURL(`app://bundle/${path}`).catch(() => undefined)
        read.push((await window.webContents.executeJavaScript('document.documentElement?.textContent ?? ""')) as string)
      }
      window.destroy()
      return read
    }, spellings)
    expect(texts.join('')).not.toMatch(/phone-duty|root:/)
  })

  it('lets a page run nothing but our own scripts, and reach nobody', async () => {
    const tried = await app().page.evaluate(async () => {
      // What a test says to the page itself is exempt; what the page does later is not.
      await new Promise(resolve => setTimeout(resolve))
      const fails = async (act: () => unknown) => {
        try {
          await act()
          return 'worked'
        } catch (error) {
          return error instanceof Error ? error.name : String(error)
        }
      }
      return {
        eval: await fails(() => (Reflect.get(window, 'eval') as (text: string) => unknown)('1')),
        html: await fails(() => document.createElement('p').insertAdjacentHTML('beforeend', '<b>')),
        fetch: await fails(() => fetch('https://example.com/')),
        ownFetch: await fails(() => fetch('/index.html')),
        socket: await fails(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://127.0.0.1:9/')
              socket.addEventListener('open', resolve)
              socket.addEventListener('error', () => reject(new Error('refused')))
            }),
        ),
      }
    })
    expect(Object.values(tried)).not.toContain('worked')
  })

  it('gives a page no camera, no place and no notifications', async () => {
    const { page } = app()
    const states = await page.evaluate(async () => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      )
      const place = (await navigator.permissions.query({ name: 'geolocation' })).state
      return [camera, place, Notification.permission]
    })
    expect(states).toEqual(['denied', 'denied', 'denied'])
  })

  it('stays where it is when a page wants to go elsewhere', async () => {
    const { page, inMain } = app()
    const before = page.url()
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      document.body.append(link)
      link.click()
      link.remove()
    })
    await page.getByRole('switch', { name: 'Do not disturb' }).waitFor()
    expect(page.url()).toBe(before)

    const isStopped = await inMain(async ({ BrowserWindow }) => {
      const later = new BrowserWindow({ show: false })
      await new Promise(resolve => setImmediate(resolve))
      const stopped = ['will-navigate', 'will-frame-navigate', 'will-redirect'].map(way => {
        let isPrevented = false
        const event = { preventDefault: () => (isPrevented = true), url: 'https://example.com/' }
        later.webContents.emit(way, event)
        return isPrevented
      })
      later.destroy()
      return stopped
    })
    expect(isStopped).toEqual([true, true, true])
  })

  const windows = ['javascript:void(document.title="another")', 'about:blank', 'file:///etc/passwd']

  it.each(windows)('opens no second window: %s', async url => {
    const { page, inMain } = app()
    // A stand-in makes the window before it asks us, and its page may stand still when that is taken away again.
    if (isStandIn) {
      const said = await inMain(({ BrowserWindow }, address) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          __openHandler: (details: { url: string }) => { action: string }
        }
        return contents.__openHandler({ url: address }).action
      }, url)
      expect(said).toBe('deny')
    } else await page.evaluate(address => void window.open(address), url)
    await page.getByRole('switch', { name: 'Do not disturb' }).waitFor()
    expect(await inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it.runIf(isStandIn)('hands a link to the user’s browser, and nothing that could start a program', async () => {
    const opened = await app().inMain(({ BrowserWindow, __eoc }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.show()
      const contents = window?.webContents as unknown as {
        __openHandler: (details: { url: string }) => { action: string }
      }
      const urls = ['https://example.com/help', 'mailto:rosa@example.com', 'smb://example.com/a', 'ms-msdt:/id']
      const actions = urls.map(url => contents.__openHandler({ url }).action)
      return { actions, outside: __eoc.opened.flatMap(each => ('external' in each ? [each.external] : [])) }
    })
    expect(opened).toEqual({
      actions: ['deny', 'deny', 'deny', 'deny'],
      outside: ['https://example.com/help', 'mailto:rosa@example.com'],
    })
  })

  it('shows a page the named powers of the bridge, and nothing of Electron or Node', async () => {
    const { page } = app()
    const seen = await page.evaluate(() => {
      const { desk } = window as unknown as { desk: Record<string, unknown> }
      return {
        powers: Object.entries(desk).map(([name, power]) => `${name}: ${typeof power}`),
        isFrozen: Object.isFrozen(desk),
        others: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter(name => name in window),
      }
    })
    expect(seen).toEqual({
      powers: [
        'attempt',
        'listRecords',
        'findPeople',
        'tellAudio',
        'practise',
        'onShown',
        'onAudioOrder',
        'onAudioOwner',
        'onBridge',
      ].map(name => `${name}: function`),
      isFrozen: true,
      others: [],
    })
  })

  it('hears no word on the bridge that is not in the contract', async () => {
    const { page } = app()
    const answers = await page.evaluate(async () => {
      type Ask = (said: unknown) => Promise<{ ok: boolean; problem?: { kind: string } }>
      const { desk } = window as unknown as {
        desk: Record<'attempt' | 'listRecords' | 'findPeople' | 'tellAudio', Ask>
      }
      const cycle: Record<string, unknown> = { type: 'quit' }
      cycle['anyway'] = cycle
      const hostile = [
        undefined,
        null,
        0,
        NaN,
        '',
        [],
        {},
        cycle,
        new Map([['type', 'quit']]),
        new Uint8Array(1 << 14),
        { type: 'quit' },
        { type: 'quit', anyway: 'yes' },
        { type: 'quit', anyway: true, more: 1 },
        { type: '__proto__' },
        { type: 'constructor', callId: 'a' },
        { type: 'answer', callId: '' },
        { type: 'answer', callId: 'a'.repeat(257) },
        { type: 'note', callId: 'a', slot: 'requirement', text: 'a'.repeat(10_001) },
        { type: 'note', callId: 'a', slot: '__proto__', text: '' },
        { type: 'sendDigits', callId: 'a', digits: '1;2' },
        { type: 'choosePresence', presence: 'dnd', span: 'for ever' },
        { type: 'choosePresence', presence: 'dnd', span: 1e308 },
        JSON.parse('{"__proto__":{"type":"quit","anyway":true}}'),
      ]
      const asks: Ask[] = [desk.attempt, desk.listRecords, said => desk.findPeople({ said }), desk.tellAudio]
      const heard: string[] = []
      for (const said of hostile) {
        for (const ask of asks) heard.push((await ask(said)).problem?.kind ?? 'heard')
      }
      return heard
    })
    expect(new Set(answers)).toEqual(new Set(['bad-request']))
    await page.getByRole('switch', { name: 'Do not disturb' }).waitFor()
  })

  it('hears nobody on the bridge but the main frame of its own window', async () => {
    const { inMain, log } = app()
    const roomsBefore = log().split('audioRoomChanged').length
    const answers = await inMain(async ({ BrowserWindow, ipcMain }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents
      const { mainFrame } = page ?? {}
      const foreign = [
        { sender: page, senderFrame: null },
        { sender: page, senderFrame: { url: 'https://example.com/', parent: null } },
        { sender: page, senderFrame: { url: 'app://bundle.example/', parent: null } },
        { sender: page, senderFrame: { url: 'app://bundle/', parent: mainFrame } },
        { sender: { id: 99 }, senderFrame: { url: 'app://bundle/', parent: null } },
      ]
      type Handler = (event: unknown, said: unknown) => unknown
      const { __handlers, _invokeHandlers } = ipcMain as unknown as Record<string, Map<string, Handler> | undefined>
      const handlers = __handlers ?? _invokeHandlers ?? new Map<string, Handler>()
      const heard: unknown[] = []
      for (const event of foreign) {
        ipcMain.emit('desk:here', event)
        for (const [channel, handler] of handlers) {
          if (channel.startsWith('desk:')) heard.push(await handler(event, { type: 'quit', anyway: true }))
        }
      }
      ipcMain.emit('desk:here', { sender: page, senderFrame: mainFrame }, 'more than nothing')
      return heard as { problem?: { kind: string } }[]
    })
    expect(answers).toHaveLength(25)
    expect(new Set(answers.map(({ problem }) => problem?.kind))).toEqual(new Set(['untrusted-sender']))
    expect(log().split('audioRoomChanged').length).toBe(roomsBefore)
  })
})
