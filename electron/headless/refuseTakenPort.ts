import { once } from 'node:events'
import { createServer } from 'node:net'
import { OptionMistake } from './readOptions'

/** Says so before anything is written, when the port we are to listen on is not to be had. 0 is always free. */
export async function refuseTakenPort(port: number): Promise<void> {
  if (port === 0) return
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const why = code === 'EADDRINUSE' ? 'another program listens there' : `it cannot be had here (${code})`
    throw new OptionMistake(`--port ${port}: ${why}.`)
  }
  server.close()
  await once(server, 'close')
}
