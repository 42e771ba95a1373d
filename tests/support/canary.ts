import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** An address that a text mentions, and that nobody must ever go to. */
export interface Canary {
  /** Host and port. */
  readonly place: string
  /** How many came. */
  readonly visits: () => number
  close(): void
}

export async function openCanary(): Promise<Canary> {
  let visits = 0
  const server = createServer(socket => {
    visits += 1
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits: () => visits,
    close: () => server.close(),
  }
}
