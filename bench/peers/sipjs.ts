import { Registerer, RegistererState, SessionState, UserAgent, type Web } from 'sip.js'
import { openPage } from './page'

// A plain use of SIP.js, as its own guides show it: the answer is made at the click.

const page = openPage()
const { server, domain, extension, password, iceServers } = page.told

const uri = UserAgent.makeURI(`sip:${extension}@${domain}`)
if (!uri) throw new Error('That makes no address.')
const agent = new UserAgent({
  uri,
  transportOptions: { server },
  authorizationUsername: extension,
  authorizationPassword: password,
  logLevel: 'error',
  sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers } },
  delegate: {
    onInvite(invitation) {
      page.rings(invitation.remoteIdentity.uri.user ?? '', () => {
        void invitation.accept({ sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } })
      })
      invitation.stateChange.addListener(state => {
        if (state === SessionState.Established) {
          const handler = invitation.sessionDescriptionHandler as Web.SessionDescriptionHandler
          page.loudspeaker.srcObject = handler.remoteMediaStream
          void page.loudspeaker.play()
        }
        if (state === SessionState.Terminated) page.over()
      })
    },
  },
})

await agent.start()
const registerer = new Registerer(agent)
registerer.stateChange.addListener(state => {
  if (state === RegistererState.Registered) page.registered()
})
await registerer.register()
