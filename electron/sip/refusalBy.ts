import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'

/** The exchange said no to something we asked within a call, or nothing at all. */
export class Refused extends Failure {
  /** The SIP status; undefined when no answer has come. */
  readonly code: number | undefined

  constructor(code: number | undefined, message: string) {
    super(message)
    this.code = code
  }

  /**
   * The exchange knows no such call any more (RFC 3261 section 12.2.1.2). A 408 would mean the same, but proxies say it
   * whenever what stands behind them is slow, which is when we ask.
   */
  get isGone(): boolean {
    return this.code === 481
  }
}

/** A refusal of the exchange's, in its own words. */
export function refusalBy(message: IncomingResponseMessage): Refused {
  if (isMadeHere(message)) return new Refused(undefined, 'The connection to the phone system is lost.')
  const { statusCode, reasonPhrase } = message
  return new Refused(statusCode, `The exchange answered ${statusCode ?? ''} ${reasonPhrase ?? ''}`.trim())
}

/** Whether SIP.js made this answer itself, because none came or none could (RFC 3261 section 8.1.3.1). */
export function isMadeHere(message: IncomingResponseMessage): boolean {
  return !message.hasHeader('via')
}
