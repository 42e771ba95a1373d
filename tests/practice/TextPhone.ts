import { createHash, randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { inTime } from '../exchange/rig/until'
import { readMessage, type Said } from '../support/TextExchange'

/** How a phone shows that it knows a password; a test may get it wrong. */
export interface Password {
  readonly password: string
  readonly username?: string
  readonly nonce?: string
}

/** A phone that is nothing but text on a socket: what a test says is what goes out. */
export class TextPhone {
  readonly heard: Said[] = []
  readonly contact: string
  readonly #socket: WebSocket
  readonly #waiting = new Set<() => void>()
  #cseq = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.contact = `sip:${randomUUID().slice(0, 8)}@phone.invalid;transport=ws`
    socket.on('message', data => {
      this.heard.push(readMessage((data as Buffer).toString('utf8')))
      for (const tell of [...this.#waiting]) tell()
    })
  }

  /** Connects as a phone does, or as a test wants. Rejects when it is not let in. */
  static async connect(server: string, { protocol = 'sip', headers = {} } = {}): Promise<TextPhone> {
    const socket = new WebSocket(server, protocol === '' ? [] : [protocol], { headers })
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return new TextPhone(socket)
  }

  get isConnected(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** Asks something of a number outside of any call, and waits for the final answer. */
  async ask(method: string, to: string, headers: readonly string[] = [], body = ''): Promise<Said> {
    const callId = randomUUID()
    const cseq = (this.#cseq += 1)
    this.say(
      `${method} sip:${to}@127.0.0.1 SIP/2.0`,
      [
        `From: <sip:200@127.0.0.1>;tag=${callId.slice(0, 8)}`,
        `To: <sip:${to}@127.0.0.1>`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <${this.contact}>`,
        ...headers,
      ],
      body,
    )
    return await this.hears(`an answer to ${method}`, said => {
      const isIts = said.header('Call-ID') === callId && said.header('CSeq') === `${cseq} ${method}`
      return isIts && /^SIP\/2\.0 [2-6]/.test(said.firstLine)
    })
  }

  /** Calls a number, and waits for nothing. */
  call(number: string, offer: string): void {
    const callId = randomUUID()
    const parties = ['From: <sip:200@127.0.0.1>;tag=phone', `To: <sip:${number}@127.0.0.1>`, `Call-ID: ${callId}`]
    const rest = ['CSeq: 1 INVITE', `Contact: <${this.contact}>`, 'Content-Type: application/sdp']
    this.say(`INVITE sip:${number}@127.0.0.1 SIP/2.0`, [...parties, ...rest], offer)
  }

  /** Registers: asks, is challenged, and asks again with what it knows. Resolves with the last answer. */
  async register({ password, username = '200', nonce }: Password, expires = 300): Promise<Said> {
    const challenge = await this.ask('REGISTER', '200', [`Expires: ${expires}`])
    const asked = /nonce="([^"]*)"/.exec(challenge.header('WWW-Authenticate') ?? '')?.[1] ?? ''
    const said = nonce ?? asked
    const uri = 'sip:200@127.0.0.1'
    const secret = md5(`${username}:practice:${password}`)
    const response = md5(`${secret}:${said}:00000001:abc:auth:${md5(`REGISTER:${uri}`)}`)
    const parts = `username="${username}", realm="practice", nonce="${said}", uri="${uri}", response="${response}"`
    const proof = `Authorization: Digest ${parts}, algorithm=MD5, qop=auth, cnonce="abc", nc=00000001`
    return await this.ask('REGISTER', '200', [`Expires: ${expires}`, proof])
  }

  /** Says a request, with a Via of its own and what every request must have. */
  say(firstLine: string, headers: readonly string[], body = ''): void {
    const via = `Via: SIP/2.0/WS phone.invalid;branch=z9hG4bK${randomUUID()}`
    const rest = ['Max-Forwards: 70', `Content-Length: ${Buffer.byteLength(body)}`, '', body]
    this.sayText([firstLine, via, ...headers, ...rest].join('\r\n'))
  }

  sayText(text: string): void {
    this.#socket.send(text)
  }

  /** Agrees to a request of the exchange's, with what must come back unchanged. */
  agree(request: Said, tag = 'phone'): void {
    const to = request.header('To') ?? ''
    const same = ['Via', 'From', 'Call-ID', 'CSeq'].map(name => `${name}: ${request.header(name) ?? ''}`)
    const ours = [to.includes(';tag=') ? `To: ${to}` : `To: ${to};tag=${tag}`, `Contact: <${this.contact}>`]
    this.sayText(['SIP/2.0 200 OK', ...same, ...ours, 'Content-Length: 0', '', ''].join('\r\n'))
  }

  /** Waits until the exchange has said something that fits; what was said before counts. */
  async hears(what: string, fits: (said: Said) => boolean): Promise<Said> {
    let tell: () => void = () => undefined
    const found = new Promise<Said>(resolve => {
      tell = () => {
        const said = this.heard.find(fits)
        if (said) resolve(said)
      }
      this.#waiting.add(tell)
      tell()
    })
    try {
      return await inTime(`the phone hears ${what}`, found)
    } finally {
      this.#waiting.delete(tell)
    }
  }

  /** Resolves when the socket is gone. */
  async isCut(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return
    await inTime('the socket is cut', new Promise(resolve => this.#socket.once('close', resolve)))
  }

  close(): void {
    this.#socket.terminate()
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
