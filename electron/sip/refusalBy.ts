import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'

/** The exchange said no to something we asked within a call, in its own words. */
export function refusalBy({ statusCode, reasonPhrase }: IncomingResponseMessage): Failure {
  return new Failure(`The exchange answered ${statusCode ?? ''} ${reasonPhrase ?? ''}`.trim())
}
