import type { Call, Known } from './Call'

/** What stays true of a call when its phase is over. */
export function knownOf(call: Call): Known {
  const { callId, recordId, accountId, direction, party, line, corrected, directoryName, handedBy } = call
  const { recalledFrom, dialled, answerAs, startedAt, answeredBefore, capture, emergency } = call
  return {
    callId,
    recordId,
    accountId,
    direction,
    party,
    line,
    corrected,
    directoryName,
    handedBy,
    recalledFrom,
    dialled,
    answerAs,
    startedAt,
    answeredBefore,
    capture,
    emergency,
  }
}
