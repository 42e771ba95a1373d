import { type Known, lineInForce } from './Call'
import { trustedName, type TrustedName } from './trustedName'

/** What the directory's name is worth beside a call. */
export function nameOfCall(call: Known): TrustedName {
  return trustedName({ ...call, kind: lineInForce(call), shape: call.party.shape })
}
