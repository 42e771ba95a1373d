import type { Session } from 'sip.js'
import type { URI } from 'sip.js/lib/core/index.js'
import type { Leg } from './Leg'
import { refusalBy } from './refusalBy'

/**
 * Who hears of a REFER. `accepted` is called at once, not a promise later: what the exchange says next may come in the
 * very same packet.
 */
export interface ReferEars {
  accepted(): void
  /** What the exchange says about it afterwards, as SIP status codes. */
  reported(code: number): void
}

/**
 * Asks the exchange to bring a caller elsewhere (REFER, RFC 3515): to a number, or in place of ourselves into a session
 * that we have with a colleague (Replaces, RFC 3891). Resolves when the exchange has accepted to try.
 */
export function askToRefer(caller: Leg, target: URI | Session, hear: ReferEars): Promise<void> {
  return new Promise((resolve, reject) => {
    caller.session
      .refer(target, {
        requestDelegate: {
          onAccept: () => {
            hear.accepted()
            resolve()
          },
          onReject: ({ message }) => reject(refusalBy(message)),
        },
        onNotify: notification => {
          void notification.accept()
          const code = statusIn(notification.request.body)
          if (code !== undefined) hear.reported(code)
        },
      })
      .catch((error: unknown) => reject(error instanceof Error ? error : new Error(String(error))))
  })
}

/** The status line of a message/sipfrag body (RFC 3420). */
function statusIn(body: string | undefined): number | undefined {
  const code = /^\s*SIP\/2\.0\s+(\d{3})\b/.exec(body ?? '')?.[1]
  return code === undefined ? undefined : Number(code)
}
