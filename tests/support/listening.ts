import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'

/** Lets a server listen on a free port of this machine. Answers its address, and adds to `open` what ends it at once. */
export async function listening(server: Server, open: (() => unknown)[]): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
