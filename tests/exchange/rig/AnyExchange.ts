import { join } from 'node:path'
import type { ExchangePorts } from './exchangePorts'
import type { RunFolder } from './RunFolder'

/** What a desk, phones and callers need to know of an exchange of our own on loopback, whichever it is. */
export interface AnyExchange {
  readonly wsUrl: string
  readonly wssUrl: string
  /** Path of the self-signed certificate (PEM) that `wssUrl` presents. */
  readonly caCertificate: string
  /** What stands behind the @ of every extension. */
  readonly domain: string
  /** SIP over UDP on 127.0.0.1. */
  readonly sipPort: number
  /** Calls to the public network go to this UDP port of `trunkAddress`; whatever comes from there is an outside call. */
  readonly trunkPort: number
  readonly trunkAddress: string
  /** Every extension's. */
  readonly password: string
  /** Ends every call there is; resolves when none is left. A proxy has none of its own to end. */
  readonly hangUpAll?: () => Promise<void>
  /** Ends it and removes its folder (kept when EXCHANGE_KEEP is set). Safe to repeat. */
  readonly stop: () => Promise<void>
  /** A folder for this exchange's phones and callers, and free ports for them: for the rest of the rig. */
  readonly phonesFolder: string
  readonly nextPort: () => number
  /** The first and the last port that all phones' voices may share. */
  readonly phoneRtpPorts: readonly [number, number]
}

/** Where every exchange of the rig is. */
export const address = '127.0.0.1'
/** Where the public network is. */
export const trunkAddress = '127.0.0.2'
/** Every extension's. */
export const password = 'only-for-tests'

/** Describes an exchange at these ports that runs in this folder; `end` ends what runs there. */
export function exchangeAt(ports: ExchangePorts, folder: RunFolder, end: () => Promise<void>): AnyExchange {
  return {
    wsUrl: `ws://${address}:${ports.wsPort}/ws`,
    wssUrl: `wss://${address}:${ports.wssPort}/ws`,
    caCertificate: folder.certificate,
    domain: address,
    sipPort: ports.sipPort,
    trunkPort: ports.trunkPort,
    trunkAddress,
    password,
    stop: async () => {
      await end()
      await ports.release()
      if (!process.env.EXCHANGE_KEEP) await folder.remove()
    },
    phonesFolder: join(folder.path, 'phones'),
    nextPort: ports.nextPort,
    phoneRtpPorts: ports.phoneRtpPorts,
  }
}
