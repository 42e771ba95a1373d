import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { OpenApp } from '../app'
import { type FromDesk, wordFor } from '../contract/headlessWords'
import { Admission } from './Admission'
import { pageHeaders } from './pageHeaders'
import { readBundle } from './readBundle'

/** A desk that any Chromium on this machine can open. */
export interface ServedDesk {
  readonly url: string
  /** An address that opens the desk once. */
  newTicketUrl(): string
  close(): Promise<void>
}

const fromPage = z.strictObject({ id: z.int(), name: z.string().max(64), input: z.unknown() })
const largestWord = 256 * 1024
const mostBytesWaiting = 16 * 1024 * 1024

/** Shows the desk on a loopback port, to whoever has the token. One page at a time owns the sound. */
export async function serveDesk(app: OpenApp, bundle: string, port: number): Promise<ServedDesk> {
  const files = readBundle(bundle)
  const admission = new Admission()
  const server = createServer((request, response) => answer(request, response))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestWord, perMessageDeflate: false })
  const pages: WebSocket[] = []

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const headers = pageHeaders("'self'")
    const refuse = (code: number, why: string) => response.writeHead(code, headers).end(`${why}\n`)
    if (!admission.isOurHost(request)) return void refuse(403, 'Not from here.')
    const asked = URL.parse(request.url ?? '/', 'http://desk')
    if (!asked) return void refuse(400, 'That makes no sense.')
    const { pathname, searchParams } = asked
    if (request.method !== 'GET') return void refuse(405, 'Only GET.')
    const cookie = pathname === '/' ? admission.cookieFor(searchParams) : undefined
    if (cookie !== undefined) {
      response.writeHead(302, { ...headers, 'Set-Cookie': cookie, Location: '/' }).end()
      return
    }
    if (!admission.hasCookie(request)) return void refuse(403, 'Open the address that was printed at the start.')
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    if (!file) return void refuse(404, 'Nothing here.')
    response.writeHead(200, { ...headers, 'Content-Type': file.type }).end(file.bytes)
  }

  server.on('upgrade', (request, socket, head) => {
    // Whoever hangs up before the answer takes only themselves away.
    socket.on('error', () => socket.destroy())
    const admitted =
      admission.isOurHost(request) && request.headers.origin !== undefined && admission.hasCookie(request)
    if (!admitted || request.url !== '/bridge') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, open)
  })

  function open(page: WebSocket): void {
    pages.push(page)
    page.on('message', data => {
      const said = readWord(data)
      if (said === undefined) return page.close(1008)
      if (said.name === 'tellAudio' && page !== pages[0])
        return tell(page, { type: 'reply', id: said.id, reply: notOwner })
      tell(page, { type: 'reply', id: said.id, reply: app.servants.serve(said.name, said.input) })
    })
    page.on('close', () => {
      const wasOwner = page === pages[0]
      pages.splice(pages.indexOf(page), 1)
      if (wasOwner) handSoundOn()
    })
    page.on('error', () => page.terminate())
    tell(page, { type: 'shown', shown: app.shown.getState().shown })
    tell(page, { type: 'audioOwner', owner: page === pages[0] })
    if (page === pages[0]) handSoundOn()
  }

  /** The oldest open page owns the sound; when it closes, the next one takes over. */
  function handSoundOn(): void {
    const [owner] = pages
    app.audio.enter(owner && { order: order => tell(owner, { type: 'audioOrder', order }) })
    app.desk.heed({ type: 'audioRoomChanged', open: owner !== undefined })
    if (owner) tell(owner, { type: 'audioOwner', owner: true })
  }

  const unsubscribe = app.shown.subscribe(({ shown }) => {
    for (const page of pages) tell(page, { type: 'shown', shown })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: listening } = server.address() as AddressInfo
  admission.listenOn(listening)
  const address = `http://127.0.0.1:${listening}/`
  return {
    url: `${address}?token=${admission.token}`,
    newTicketUrl: () => `${address}?ticket=${admission.newTicket()}`,
    close: () => {
      unsubscribe()
      for (const page of pages) page.terminate()
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

const notOwner = { ok: false, problem: { kind: 'untrusted-sender', message: 'Another page owns the sound.' } } as const

function readWord(data: RawData): z.infer<typeof fromPage> | undefined {
  try {
    return fromPage.parse(JSON.parse((data as Buffer).toString('utf8')))
  } catch {
    return undefined // whatever it is, it is not a page of ours that says it
  }
}

/** A page that does not read any more is let go, before what waits for it fills the memory. It may come back. */
function tell(page: WebSocket, said: FromDesk): void {
  if (page.readyState !== page.OPEN) return
  if (page.bufferedAmount > mostBytesWaiting) return page.terminate()
  page.send(wordFor(said))
}
