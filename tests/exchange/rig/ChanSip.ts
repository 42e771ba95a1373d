import { startAsterisk, type Asterisk } from './Asterisk'
import { unpacked } from './unpacked'

/**
 * Starts an Asterisk 16 whose phones come through chan_sip, and resolves when it takes calls. Its extensions and numbers
 * are those of `conf-chan-sip/`, the rest is as in `conf/`. Throws when setup.sh has not been run, or with the end of its
 * log when it does not come up.
 */
export async function startChanSip(): Promise<Asterisk> {
  return startAsterisk(await unpacked('asterisk-16'), ['conf', 'conf-chan-sip'], { ringSeconds: 60 })
}
