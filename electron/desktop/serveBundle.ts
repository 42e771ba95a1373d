import type { Protocol } from 'electron'
import { pageHeaders } from '../headless/pageHeaders'
import { type BundledFile, readBundle } from '../headless/readBundle'
import { pathInBundle, scheme } from './origin'

/** Must run before the app is ready. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

/** Serves the built renderer on our own origin; nothing outside the bundle can be spelled. */
export function serveBundle(protocol: Protocol, folder: string): void {
  const files = readBundle(folder)
  protocol.handle(scheme, ({ url }) => answerFor(files, url))
}

/** What a page gets for an address, always with the policy by which it may do next to nothing. */
export function answerFor(files: ReadonlyMap<string, BundledFile>, url: string): Response {
  const headers = pageHeaders("'none'")
  const file = files.get(pathInBundle(url) ?? '')
  if (!file) return new Response(null, { status: 404, headers })
  return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } })
}
