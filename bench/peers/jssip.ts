import JsSIP from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import { openPage } from './page'

// A plain use of JsSIP, as its own documentation shows it: the answer is made at the click.

const page = openPage()
const { server, domain, extension, password, iceServers } = page.told

const agent = new JsSIP.UA({
  sockets: [new JsSIP.WebSocketInterface(server)],
  uri: `sip:${extension}@${domain}`,
  password,
})
agent.on('registered', page.registered)
agent.on('newRTCSession', ({ session }: { readonly session: RTCSession }) => {
  page.rings(session.remote_identity.uri.user, () => {
    session.answer({ mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers } })
  })
  session.on('peerconnection', ({ peerconnection }) => {
    peerconnection.addEventListener('track', ({ streams }) => {
      page.loudspeaker.srcObject = streams[0] ?? null
      void page.loudspeaker.play()
    })
  })
  session.on('ended', page.over)
  session.on('failed', page.over)
})
agent.start()
