import type { IncomingReferRequest } from 'sip.js/lib/core/index.js'
import type { OtherParty } from './OtherParty'
import type { UserLeg } from './UserLeg'
/** Brings people elsewhere. */
export class Transfers {
  refer(_party: OtherParty, _leg: UserLeg, request: IncomingReferRequest): void {
    request.reject({ statusCode: 501 })
  }
}
