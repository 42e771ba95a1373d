// With no usable candidate at all there is no point in waiting longer: the exchange may still learn our address.
const longestMs = 3_000

/**
 * Resolves when a peer connection's description is good enough to be sent: everything is gathered, or a first usable
 * candidate is there and `graceMs` more have passed for better ones. A STUN server that does not answer would cost
 * five seconds if we waited for it.
 */
export function gathered(peer: RTCPeerConnection, graceMs: number): Promise<void> {
  const hasCandidates = () => /^a=candidate:/m.test(peer.localDescription?.sdp ?? '')
  // Where a new path is looked for, the browser still calls the old search complete for a moment.
  if (peer.iceGatheringState === 'complete' && hasCandidates()) return Promise.resolve()
  return new Promise(resolve => {
    const finish = () => {
      clearTimeout(atLatest)
      clearTimeout(grace)
      peer.removeEventListener('icecandidate', onCandidate)
      peer.removeEventListener('icegatheringstatechange', onState)
      resolve()
    }
    let grace: ReturnType<typeof setTimeout> | undefined
    const atLatest = setTimeout(finish, longestMs)
    const onCandidate = ({ candidate }: RTCPeerConnectionIceEvent) => {
      if (candidate?.protocol !== 'udp' || candidate.component !== 'rtp') return
      // What a STUN server told is the best that we wait for.
      if (candidate.type === 'srflx' || graceMs === 0) return finish()
      grace ??= setTimeout(finish, graceMs)
    }
    const onState = () => {
      if (peer.iceGatheringState === 'complete') finish()
    }
    peer.addEventListener('icecandidate', onCandidate)
    peer.addEventListener('icegatheringstatechange', onState)
    // A re-offer on a leg that is up has its candidates already.
    if (hasCandidates()) grace = setTimeout(finish, graceMs)
  })
}
