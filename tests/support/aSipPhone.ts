import type { PhoneFact } from '../../domain/phone/Phone'
import type { SipAccountSettings } from '../../electron/sip/SipAccountSettings'
import { SipPhone } from '../../electron/sip/SipPhone'
import type { Wire } from '../../electron/wire/Wire'
import { WebSocketWire } from '../../electron/wire/WebSocketWire'
import { inTime } from '../exchange/rig/until'
import { FakeAudio } from './FakeAudio'

type TypedFact<Type extends PhoneFact['type']> = Extract<PhoneFact, { type: Type }>

/** By what a registrar knows it again. */
export const instance = '4f6a1c52-0d4e-8b1f-9a53-2e7c1d90ab34'

/** The account of 200, Rosa, wherever its exchange is. */
export const sipSettings: SipAccountSettings = {
  accountId: '200@127.0.0.1',
  server: 'ws://127.0.0.1',
  plainSocket: false,
  allowUnencrypted: false,
  trustNetwork: false,
  path: 'sealed',
  domain: '127.0.0.1',
  extension: '200',
  displayName: 'Rosa',
  password: '',
  line: undefined,
  signal: { header: 'X-Line-Type', internal: ['internal'], external: ['external'] },
  calledNumberHeader: 'X-Called-DID',
  recall: undefined,
  stun: [],
  iceGraceMs: 0,
  country: 'GB',
  outsidePrefix: '',
}

/** The real phone, on a real socket to an exchange, which is made of text unless a test has a real one. */
export function aSipPhone(
  exchange: { readonly url: string; readonly password: string },
  account: Partial<SipAccountSettings> = {},
  watched: (wire: Wire) => Wire = wire => wire,
) {
  const audio = new FakeAudio()
  const facts: PhoneFact[] = []
  const waiting = new Set<() => void>()
  const marks: string[] = []
  const settings = { ...sipSettings, server: exchange.url, password: exchange.password, ...account }
  const phone = new SipPhone([settings], {
    audio,
    now: Date.now,
    random: () => 0,
    mark: what => void marks.push(what),
    note: () => undefined,
    instanceOf: () => instance,
    openWire: ({ server }) => watched(new WebSocketWire({ server, plainAllowed: true }, () => undefined)),
  })
  phone.onFact(fact => {
    facts.push(fact)
    for (const tell of [...waiting]) tell()
  })

  /** Waits for the next fact of this type that fits; what was told before counts. */
  async function told<Type extends PhoneFact['type']>(
    type: Type,
    fits: (fact: TypedFact<Type>) => boolean = () => true,
    within = 10_000,
  ): Promise<TypedFact<Type>> {
    let tell: () => void = () => undefined
    const found = new Promise<TypedFact<Type>>(resolve => {
      tell = () => {
        const fact = facts.find((each): each is TypedFact<Type> => each.type === type && fits(each as TypedFact<Type>))
        if (fact) resolve(fact)
      }
      waiting.add(tell)
      tell()
    })
    try {
      return await inTime(`the phone tells ${type}`, found, within)
    } finally {
      waiting.delete(tell)
    }
  }

  return {
    phone,
    audio,
    facts,
    marks,
    told,
    async registers(): Promise<void> {
      phone.start()
      await told('registrationChanged', ({ registration }) => registration.state === 'registered')
    },
  }
}
