/** What a peer's page is told in its address. */
export interface Told {
  readonly server: string
  readonly domain: string
  readonly extension: string
  readonly password: string
  readonly iceServers: RTCIceServer[]
}

/** The same few elements for every peer: who rings, a button, and a loudspeaker. */
export function openPage(): {
  readonly told: Told
  readonly loudspeaker: HTMLAudioElement
  rings(number: string, answer: () => void): void
  registered(): void
  over(): void
} {
  const { searchParams } = new URL(location.href)
  const told = (name: string) => searchParams.get(name) ?? ''
  const status = document.createElement('p')
  const caller = document.createElement('h1')
  const button = document.createElement('button')
  const loudspeaker = document.createElement('audio')
  caller.dataset['testid'] = 'caller-number'
  let pressed: () => void = () => undefined
  button.textContent = 'Answer'
  button.addEventListener('click', () => pressed())
  button.hidden = true
  loudspeaker.autoplay = true
  document.body.append(status, caller, button, loudspeaker)
  const clear = () => {
    caller.textContent = ''
    button.hidden = true
  }
  return {
    told: {
      server: told('server'),
      domain: told('domain'),
      extension: told('extension'),
      password: told('password'),
      iceServers: told('stun') ? [{ urls: told('stun') }] : [],
    },
    loudspeaker,
    rings(number, answer) {
      caller.textContent = number
      button.hidden = false
      pressed = answer
    },
    registered() {
      status.dataset['registration'] = 'registered'
    },
    over() {
      clear()
      loudspeaker.srcObject = null
    },
  }
}
