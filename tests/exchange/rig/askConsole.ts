import { connect } from 'node:net'

/**
 * Says one command to a running Asterisk through its control socket, as `asterisk -rx` does but without a process for
 * each question, and resolves with what it prints. Rejects when nobody listens there, or when no answer is complete
 * within `within` milliseconds (a frozen exchange accepts the connection and says nothing).
 */
export function askConsole(socketPath: string, command: string, within = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath)
    const heard: Buffer[] = []
    let greeted = false
    const deadline = setTimeout(
      () => socket.destroy(new Error(`the exchange did not answer "${command}" in ${within} ms`)),
      within,
    )
    socket.on('data', chunk => {
      // The first thing it says is its name and version; only then does it listen.
      if (greeted) heard.push(chunk)
      else socket.write(`cli quit after ${command}\0`)
      greeted = true
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(deadline)
      resolve(withoutMarks(Buffer.concat(heard)))
    })
  })
}

/** Asterisk puts a DEL before some lines and a NUL behind some blocks. */
function withoutMarks(output: Buffer): string {
  return Buffer.from(output.filter(byte => byte !== 0 && byte !== 0x7f))
    .toString('utf8')
    .trim()
}
