import { Inviter, type Session, type UserAgent } from 'sip.js'
import { type IncomingResponseMessage, URI } from 'sip.js/lib/core/index.js'
import type { DialogId } from '../../domain/phone/DialogId'
import { isMadeHere } from './refusalBy'

/** What the exchange knows a session by; undefined until it has answered. */
export function dialogOf({ dialog }: Session): DialogId | undefined {
  return dialog && { callId: dialog.callId, localTag: dialog.localTag, remoteTag: dialog.remoteTag }
}

/**
 * An INVITE by which a new leg of ours takes the place of one that the exchange still holds (RFC 3891). It goes to our
 * own extension: an exchange that knows no Replaces must refuse it, since it is required.
 */
export function inviteInPlaceOf(agent: UserAgent, { callId, localTag, remoteTag }: DialogId): Inviter {
  return new Inviter(agent, ourselves(agent), {
    extraHeaders: [`Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'],
  })
}

// Whatever was sent in the dialog before we died had a smaller one; RFC 3261 section 8.1.1.5 wants it below 2^31.
const afterAllOthers = 2 ** 30

/**
 * Asks or ends a dialog of which only its identity is left. Resolves with the final status; rejects when none comes.
 * The answer changes nothing about where the exchange sends the dialog's own requests.
 */
export function askInDialog(agent: UserAgent, method: 'OPTIONS' | 'BYE', dialog: DialogId): Promise<number> {
  const core = agent.userAgentCore
  const target = ourselves(agent)
  const message = core.makeOutgoingRequestMessage(method, target, target, target, {
    callId: dialog.callId,
    fromTag: dialog.localTag,
    toTag: dialog.remoteTag,
    cseq: afterAllOthers + (method === 'BYE' ? 1 : 0),
  })
  return new Promise((resolve, reject) => {
    const answered = ({ message: answer }: { readonly message: IncomingResponseMessage }) =>
      isMadeHere(answer) ? reject(new Error('no answer')) : resolve(answer.statusCode ?? 0)
    core.request(message, { onAccept: answered, onReject: answered, onRedirect: answered })
  })
}

function ourselves(agent: UserAgent): URI {
  const { user, host } = agent.configuration.uri
  return new URI('sip', user ?? '', host)
}
