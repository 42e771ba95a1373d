/** For so long an exchange may take to hear that we go. */
const patienceMs = 3_000

/** Leaves once, however often it is asked to, and in time, even when the exchange no longer answers. */
export function leaving(
  close: () => Promise<void>,
  exit: () => void,
): { readonly begun: () => boolean; leave(): void } {
  let begun = false
  return {
    begun: () => begun,
    leave() {
      if (begun) return
      begun = true
      let gone = false
      const go = () => {
        if (!gone) exit()
        gone = true
      }
      setTimeout(go, patienceMs)
      close().then(go, go)
    },
  }
}
