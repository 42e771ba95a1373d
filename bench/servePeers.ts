import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build } from 'vite'

const bundle = 'bench/out/peers'
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

/** Those beside whom we are measured: where each one's page is, relative to the server. */
export const peers = { 'sip.js': 'sipjs', JsSIP: 'jssip' } as const

export type PeerName = keyof typeof peers

/** Bundles the peers' pages as anybody would, and hands on the folder. */
export async function bundlePeers(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: 'bench/peers',
    build: {
      outDir: join('..', '..', bundle),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: false,
      rollupOptions: { input: Object.values(peers).map(name => join('bench/peers', `${name}.html`)) },
    },
  })
  return bundle
}

/** The peers' pages on a loopback port: a browser lets such a page speak to a socket on loopback. */
export async function servePeers(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = await bundlePeers()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://peers')
    readFile(join(folder, pathname)).then(
      bytes => response.writeHead(200, { 'Content-Type': types[extname(pathname)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
