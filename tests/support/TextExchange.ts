import { createHash, randomUUID } from 'node:crypto'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { inTime } from '../exchange/rig/until'

/** One SIP message as text, taken apart only as far as a test looks. */
export interface Said {
  readonly text: string
  readonly firstLine: string
  readonly method: string
  readonly body: string
  header(name: string): string | undefined
}

export interface Invited {
  readonly from?: string
  readonly headers?: readonly string[]
  readonly offer?: string
  /** The REGISTER that says where the phone is, before it has been answered. */
  readonly contactFrom?: Said
  /** What stands for every `%NAME%` in the request: bytes, which need not be text. */
  readonly name?: Buffer
}

/**
 * An exchange that is nothing but text on a socket: what a test says is what goes out, byte for byte. It registers whoever
 * knows the password, answers OPTIONS, and leaves everything else to the test.
 */
export class TextExchange {
  readonly heard: Said[] = []
  readonly password = 'only-for-tests'
  #server: WebSocketServer
  readonly #waiting = new Set<() => void>()
  readonly #listeners = new Set<(said: Said) => void>()
  #phone: WebSocket | undefined
  /** Which contact each phone registered, on its own socket. With a socket its contact is gone, as in Asterisk. */
  readonly #contacts = new Map<WebSocket, string>()
  readonly #unheard = new WeakSet<WebSocket>()
  #cseq = 100
  #port = 0
  #proxy: Server | undefined
  /** What it answers to requests by itself; a test may take over. */
  readonly answers = new Map<string, (request: Said) => string | undefined>()
  silent = false

  private constructor(server: WebSocketServer) {
    this.#server = server
    this.answers.set('REGISTER', request => this.#register(request))
    this.answers.set('OPTIONS', request => answerTo(request, '200 OK'))
    this.answers.set('BYE', request => answerTo(request, '200 OK'))
    this.#accepts(server)
  }

  #accepts(server: WebSocketServer): void {
    server.on('connection', socket => {
      this.#phone = socket
      socket.on('message', data => {
        if (!this.#unheard.has(socket)) this.#hear((data as Buffer).toString('utf8'), socket)
      })
      socket.on('close', () => this.#contacts.delete(socket))
    })
  }

  static async open(): Promise<TextExchange> {
    return new TextExchange(await listening(0))
  }

  /** Nothing listens any more; every socket is gone. */
  async goesDown(): Promise<void> {
    this.#port = (this.#server.address() as AddressInfo).port
    for (const socket of this.#server.clients) socket.terminate()
    await new Promise(resolve => this.#server.close(resolve))
  }

  /** It is gone, but what stands before it takes every socket and throws it out. */
  async leavesItsProxy(): Promise<void> {
    await this.goesDown()
    this.#proxy = createServer(socket => socket.resetAndDestroy())
    await new Promise<void>(resolve => this.#proxy?.listen(this.#port, '127.0.0.1', resolve))
  }

  /** Listens again where it did. */
  async comesBack(): Promise<void> {
    await this.#closeProxy()
    this.#server = await listening(this.#port)
    this.#accepts(this.#server)
  }

  /** Resolves when what was on its way through the open sockets has arrived, on both ends. */
  async settles(): Promise<void> {
    for (const socket of this.#server.clients) {
      if (socket.readyState !== socket.OPEN || this.#unheard.has(socket)) continue
      await new Promise<void>(resolve => {
        const done = () => {
          socket.off('close', done).off('pong', done)
          resolve()
        }
        socket.on('close', done).on('pong', done)
        socket.ping()
      })
    }
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The addresses at which it would ring. */
  get contacts(): readonly string[] {
    return [...this.#contacts.values()]
  }

  /** How many sockets are open. */
  get connected(): number {
    return this.#server.clients.size
  }

  get #contact(): string {
    return this.contacts.at(-1) ?? ''
  }

  /** From now on nothing passes through the sockets that are open, and nobody is told: a path that leads nowhere. */
  losesPaths(): void {
    for (const socket of this.#server.clients) this.#unheard.add(socket)
  }

  /** The settings of an app that registers here as 200. */
  settings(account: object = {}): object {
    return {
      accounts: [
        {
          server: this.url,
          domain: '127.0.0.1',
          extension: '200',
          displayName: 'Rosa',
          signal: { header: 'X-Line-Type', internal: ['internal'], external: ['external'] },
          calledNumberHeader: 'X-Called-DID',
          country: 'GB',
          ...account,
        },
      ],
      calledNumbers: [{ number: '+442079460100', answerAs: 'Example Trading' }],
    }
  }

  /** Where the phone said it can be reached; empty until it has registered. */
  get contact(): string {
    return this.#contact
  }

  /** Says something to the phone, exactly so. */
  say(text: string): void {
    this.sayBytes(Buffer.from(text))
  }

  /** Says something that need not be text, in one frame or in as many as it has pieces. */
  sayBytes(bytes: Buffer | readonly Buffer[], binary = false): void {
    const phone = this.#phone
    if (!phone) throw new Error('nobody has connected yet')
    const pieces = Buffer.isBuffer(bytes) ? [bytes] : bytes
    pieces.forEach((piece, at) => phone.send(piece, { binary, fin: at === pieces.length - 1 }))
  }

  /** Closes the socket with a status of RFC 6455, as an exchange that goes down does. */
  closes(status: number): void {
    this.#phone?.close(status)
  }

  /** Pings the phone below SIP. */
  ping(): void {
    this.#phone?.ping()
  }

  /** Rings the phone. The call that comes of it can be cancelled, answered for, or hung up. */
  rings({
    from = '"Ms Okafor" <sip:+442079460018@127.0.0.1>',
    headers = [],
    offer = anOffer(),
    contactFrom,
    name,
  }: Invited = {}): RingingCall {
    const call = new RingingCall(this, randomUUID(), from, (this.#cseq += 1))
    call.invite(contactFrom ? contactIn(contactFrom) : this.#contact, headers, offer, name)
    return call
  }

  /** Waits until the phone has said something that fits; what was said before counts. */
  async hears(what: string, fits: (said: Said) => boolean, within = 10_000): Promise<Said> {
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
      return await inTime(`the exchange hears ${what}`, found, within)
    } finally {
      this.#waiting.delete(tell)
    }
  }

  /** Calls back with whatever the phone says from now on. Returns its own undoing. */
  overhears(listener: (said: Said) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when the phone has taken in everything that was said so far: what goes down one socket keeps its order. */
  async isUnderstood(): Promise<void> {
    const callId = randomUUID()
    const to = `<${this.#contact}>`
    const headers = [
      `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${callId}`,
      `From: <sip:exchange@127.0.0.1>;tag=${callId}`,
    ]
    const rest = [`To: ${to}`, `Call-ID: ${callId}`, 'CSeq: 1 OPTIONS', 'Max-Forwards: 70', 'Content-Length: 0', '', '']
    this.say([`OPTIONS ${this.#contact} SIP/2.0`, ...headers, ...rest].join('\r\n'))
    await this.hears('an answer to OPTIONS', said => said.header('Call-ID') === callId)
  }

  /** Cuts the socket as a network would. */
  cut(): void {
    this.#phone?.terminate()
  }

  async #closeProxy(): Promise<void> {
    const proxy = this.#proxy
    this.#proxy = undefined
    if (proxy) await new Promise(resolve => proxy.close(resolve))
  }

  async close(): Promise<void> {
    await this.#closeProxy()
    for (const socket of this.#server.clients) socket.terminate()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #hear(text: string, socket: WebSocket): void {
    if (text.trim() === '') return
    const said = readMessage(text)
    this.heard.push(said)
    if (said.method !== '' && !this.silent) {
      const answer = this.answers.get(said.method)?.(said)
      if (answer !== undefined) socket.send(answer)
      if (said.method === 'REGISTER' && answer?.startsWith('SIP/2.0 200')) this.#bind(said, socket)
    }
    for (const listener of this.#listeners) listener(said)
    for (const tell of [...this.#waiting]) tell()
  }

  #register(request: Said): string {
    const authorization = request.header('Authorization')
    if (authorization === undefined || !this.#knows(authorization, request.method)) {
      return answerTo(request, '401 Unauthorized', [
        'WWW-Authenticate: Digest realm="exchange", nonce="abc", algorithm=MD5',
      ])
    }
    const contact = contactIn(request)
    const expires = /expires=(\d+)/i.exec(request.header('Contact') ?? '')?.[1] ?? '300'
    return answerTo(request, '200 OK', expires === '0' ? [] : [`Contact: <${contact}>;expires=${expires}`])
  }

  #bind(register: Said, socket: WebSocket): void {
    if (/expires=0\b/i.test(register.header('Contact') ?? '')) this.#contacts.delete(socket)
    else this.#contacts.set(socket, contactIn(register))
  }

  /** RFC 2617 without qop. */
  #knows(authorization: string, method: string): boolean {
    const part = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(authorization)?.[1] ?? ''
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    const ha1 = md5(`${part('username')}:exchange:${this.password}`)
    return part('response') === md5(`${ha1}:abc:${md5(`${method}:${part('uri')}`)}`)
  }
}

/** An offer that the exchange has made within a call. */
export interface Reinvite {
  answered(code: number): Promise<Said>
  acknowledge(): void
}

/** A call that the exchange has made, from its side. */
export class RingingCall {
  readonly callId: string
  readonly #exchange: TextExchange
  readonly #from: string
  readonly #cseq: number
  #reoffers = 0
  #target = ''

  constructor(exchange: TextExchange, callId: string, from: string, cseq: number) {
    this.#exchange = exchange
    this.callId = callId
    this.#from = `${from};tag=far-${callId.slice(0, 8)}`
    this.#cseq = cseq
  }

  invite(target: string, headers: readonly string[], offer: string, name: Buffer = Buffer.alloc(0)): void {
    this.#target = target
    const body = offer === '' ? [] : ['Content-Type: application/sdp']
    const text = this.#request('INVITE', this.#cseq, '', [...headers, ...body], offer)
    this.#exchange.sayBytes(withBytes(text, '%NAME%', name))
  }

  /** The phone's answer to the INVITE. */
  answered(code: number): Promise<Said> {
    const fits = (said: Said) =>
      said.firstLine.startsWith(`SIP/2.0 ${code}`) &&
      said.header('Call-ID') === this.callId &&
      said.header('CSeq') === `${this.#cseq} INVITE`
    return this.#exchange.hears(`${code} to the INVITE`, fits)
  }

  /** Confirms a 200, as a caller's exchange must; with a description when the offer came in the 200. */
  acknowledge(answer: Said, description = ''): void {
    const headers = description === '' ? [] : ['Content-Type: application/sdp']
    this.#exchange.say(this.#request('ACK', this.#cseq, answer.header('To') ?? '', headers, description, 'ACK'))
  }

  /** Confirms a refusal, within the INVITE's own transaction (RFC 3261 section 17.1.1.3). */
  confirmRefusal(refusal: Said): void {
    this.#exchange.say(this.#request('ACK', this.#cseq, refusal.header('To') ?? '', [], '', 'INVITE'))
  }

  cancel(reason?: string): void {
    this.#exchange.say(this.#request('CANCEL', this.#cseq, '', reason ? [`Reason: ${reason}`] : []))
  }

  hangUp(answer: Said): void {
    this.#exchange.say(this.#request('BYE', this.#cseq + 1, answer.header('To') ?? ''))
  }

  /** A new offer of the exchange's within this call. */
  reinvites(answer: Said, offer = anOffer()): Reinvite {
    const cseq = this.#cseq + (this.#reoffers += 10)
    const to = answer.header('To') ?? ''
    this.#exchange.say(this.#request('INVITE', cseq, to, ['Content-Type: application/sdp'], offer, `again${cseq}`))
    return {
      answered: code =>
        this.#exchange.hears(
          `${code} to the re-INVITE`,
          said =>
            said.firstLine.startsWith(`SIP/2.0 ${code}`) &&
            said.header('Call-ID') === this.callId &&
            said.header('CSeq') === `${cseq} INVITE`,
        ),
      acknowledge: () => this.#exchange.say(this.#request('ACK', cseq, to)),
    }
  }

  /** What the phone asks within this call. */
  asked(method: string): Promise<Said> {
    return this.#exchange.hears(method, said => said.method === method && said.header('Call-ID') === this.callId)
  }

  #request(
    method: string,
    cseq: number,
    to: string,
    headers: readonly string[] = [],
    body = '',
    transaction = method,
  ): string {
    return [
      `${method} ${this.#target} SIP/2.0`,
      `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${this.callId}${transaction === 'INVITE' || transaction === 'CANCEL' ? '' : transaction}`,
      `From: ${this.#from}`,
      `To: ${to === '' ? `<${this.#target}>` : to}`,
      `Call-ID: ${this.callId}`,
      `CSeq: ${cseq} ${method}`,
      'Contact: <sip:exchange@127.0.0.1;transport=ws>',
      'Max-Forwards: 70',
      ...headers,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n')
  }
}

async function listening(port: number): Promise<WebSocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port, handleProtocols: () => 'sip' })
  await new Promise(resolve => server.once('listening', resolve))
  return server
}

/** A request of the exchange's within a call that the phone began with this INVITE, and that it answered by itself. */
export function withinCallOf(invite: Said, method: string, cseq: number, body = ''): string {
  return [
    `${method} ${contactIn(invite)} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${randomUUID()}`,
    `From: ${invite.header('To') ?? ''};tag=exchange`,
    `To: ${invite.header('From') ?? ''}`,
    `Call-ID: ${invite.header('Call-ID') ?? ''}`,
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:exchange@127.0.0.1;transport=ws>',
    'Max-Forwards: 70',
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** A text with bytes in the place of a mark. */
export function withBytes(text: string, place: string, bytes: Buffer): Buffer {
  const pieces = text
    .split(place)
    .flatMap((piece, at) => (at === 0 ? [Buffer.from(piece)] : [bytes, Buffer.from(piece)]))
  return Buffer.concat(pieces)
}

function contactIn(request: Said): string {
  return /<([^>]+)>/.exec(request.header('Contact') ?? '')?.[1] ?? ''
}

export function readMessage(text: string): Said {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [firstLine = '', ...lines] = head.split('\r\n')
  return {
    text,
    firstLine,
    method: firstLine.startsWith('SIP/2.0') ? '' : (firstLine.split(' ', 1)[0] ?? ''),
    body: rest.join('\r\n\r\n'),
    header: name =>
      lines
        .find(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
        ?.slice(name.length + 1)
        .trim(),
  }
}

/** An answer to a request, with the headers that must come back unchanged (RFC 3261 section 8.2.6). */
export function answerTo(request: Said, status: string, headers: readonly string[] = [], body = ''): string {
  const to = request.header('To') ?? ''
  return [
    `SIP/2.0 ${status}`,
    `Via: ${request.header('Via') ?? ''}`,
    `From: ${request.header('From') ?? ''}`,
    `To: ${to.includes(';tag=') ? to : `${to};tag=exchange`}`,
    `Call-ID: ${request.header('Call-ID') ?? ''}`,
    `CSeq: ${request.header('CSeq') ?? ''}`,
    ...headers,
    ...(request.method === 'INVITE' ? ['Contact: <sip:exchange@127.0.0.1;transport=ws>'] : []),
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** A voice on offer, as an exchange describes it to a browser. Nobody is behind its address. */
export function anOffer(setup: 'actpass' | 'active' = 'actpass', direction = 'sendrecv', mid = 'audio-0'): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `a=group:BUNDLE ${mid}`,
    'm=audio 40000 UDP/TLS/RTP/SAVPF 0 101',
    `a=setup:${setup}`,
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, (_, at) => at.toString(16).padStart(2, '0').toUpperCase()).join(':')}`,
    'a=ice-ufrag:exchange0',
    'a=ice-pwd:exchangeexchangeexchange0',
    'a=candidate:1 1 UDP 2130706431 127.0.0.1 40000 typ host',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    `a=${direction}`,
    'a=rtcp-mux',
    `a=mid:${mid}`,
    '',
  ].join('\r\n')
}
