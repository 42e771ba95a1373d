import { startAsterisk, type Asterisk } from './Asterisk'
import { readContacts, readMessages, type Contact } from './readExchange'
import type { SipMessage } from './SipMessage'
import { unpacked } from './unpacked'

export interface ExchangeOptions {
  /** How long an extension rings before it counts as not answering, in seconds. 25 unless told otherwise. */
  readonly ringSeconds?: number
}

/** A running Asterisk of our own, on loopback. Its extensions and numbers are those of `conf/`. */
export interface Exchange extends Asterisk {
  readonly contacts: (extension: string) => Promise<readonly Contact[]>
  /** The keys that an extension pressed in a call to 603; undefined until the last one is in. */
  readonly keysPressedBy: (extension: string) => Promise<string | undefined>
  /** Every SIP message it has sent and received, in order. */
  readonly messages: () => Promise<readonly SipMessage[]>
}

/**
 * Starts an exchange and resolves when it takes calls, in about a second. Any number may run side by side, in this
 * process and others. Throws when setup.sh has not been run, or with the end of its log when it does not come up.
 */
export async function startExchange({ ringSeconds = 25 }: ExchangeOptions = {}): Promise<Exchange> {
  const asterisk = await startAsterisk(await unpacked('asterisk'), ['conf'], { ringSeconds })
  const { cli, log } = asterisk
  return {
    ...asterisk,
    contacts: async extension => readContacts(await cli(`database show registrar/contact`), extension),
    keysPressedBy: async extension => /^Value: (.+)$/m.exec(await cli(`database get keys ${extension}`))?.[1]?.trim(),
    messages: async () => readMessages(await log()),
  }
}
