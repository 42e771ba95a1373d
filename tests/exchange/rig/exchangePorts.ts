import { claimPorts } from './claimPorts'

/** The ports of one exchange, and of everybody who calls through it. */
export interface ExchangePorts {
  readonly sipPort: number
  readonly wsPort: number
  readonly wssPort: number
  readonly trunkPort: number
  /** The first and the last port of the exchange's own calls. */
  readonly rtpFirst: number
  readonly rtpLast: number
  /** The first and the last port that all phones' voices may share. */
  readonly phoneRtpPorts: readonly [number, number]
  /** A port of one's own. */
  readonly nextPort: () => number
  readonly release: () => Promise<void>
}

// A block of ports: the four above, those of the exchange's calls, those of the phones' calls, and those that phones and
// callers take one at a time.
const fixedPorts = 4
const rtpPorts = 240
const phoneRtpPorts = 140
const portCount = 500

/** Claims the ports for an exchange. Throws when the machine has no such run of them. */
export async function claimExchangePorts(): Promise<ExchangePorts> {
  const ports = await claimPorts(portCount, fixedPorts + rtpPorts)
  const [sipPort, wsPort, wssPort, trunkPort] = [ports.next(), ports.next(), ports.next(), ports.next()]
  // RTP wants an even port, and the odd one after it for RTCP.
  const rtpFirst = ports.first + fixedPorts + 2
  const rtpLast = rtpFirst + rtpPorts - 1
  const lastOfPhones = rtpLast + phoneRtpPorts
  const nextPort = (): number => {
    const port = ports.next()
    return port > lastOfPhones ? port : nextPort()
  }
  return {
    sipPort,
    wsPort,
    wssPort,
    trunkPort,
    rtpFirst,
    rtpLast,
    phoneRtpPorts: [rtpLast + 1, lastOfPhones],
    nextPort,
    release: ports.release,
  }
}
