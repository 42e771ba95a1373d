import { describe, expect, it } from 'vitest'
import type { Party } from '../../domain/phone/Invitation'
import { aDesk, aDeskInACall } from '../support/aDesk'
import { anInterrupted } from '../support/anInterrupted'
import { aRecord } from '../support/aRecord'
import { anInvitation, main, msOkafor, tomas } from '../support/cast'

const help: Party = { number: '999', name: '', shape: 'short', withheld: false }
const forHelp = { type: 'dial', callId: 'help', text: '999', accountId: null } as const
const tomasOn201 = { name: 'Tomas Lind', number: '201' }

describe('calling for help', () => {
  it.each(['none', 'denied', 'unasked'] as const)('is not kept waiting by a microphone that is %s', microphone => {
    const { phone, attempt, asked, call } = aDesk()
    phone.findsMicrophone(microphone)
    attempt(forHelp)
    expect(asked()).toEqual(['dial'])
    phone.places(help)
    phone.connects()
    expect(call()).toMatchObject({ phase: 'talking', emergency: true })
  })

  it('uses a microphone as soon as there is one, and nobody has to press anything', () => {
    const { phone, attempt, asked, call } = aDesk()
    phone.findsMicrophone('none')
    attempt(forHelp)
    phone.places(help)
    phone.connects()
    phone.tells({ type: 'callSilenced', callId: 'help', why: 'none' })
    expect(call()).toMatchObject({ silenced: 'none' })

    phone.findsMicrophone('ready')
    expect(asked()).toEqual(['dial', 'openMicrophone'])
    phone.findsMicrophone('ready')
    expect(asked(), 'once').toEqual(['dial', 'openMicrophone'])
    phone.tells({ type: 'microphoneOpened', callId: 'help' })
    expect(call()).toMatchObject({ silenced: undefined })
  })

  it('opens no microphone to somebody on hold because one was plugged in', () => {
    const { phone, asked, attempt } = aDeskInACall()
    const before = asked().length
    phone.findsMicrophone('none')
    phone.tells({ type: 'callSilenced', callId: phone.callId, why: 'lost' })
    attempt({ type: 'hold', callId: phone.callId })
    phone.holds()
    phone.findsMicrophone('ready')
    expect(asked().slice(before)).toEqual(['hold'])
  })

  it('leaves before anything else, and holds whoever is talking', () => {
    const { phone, attempt, asked, call } = aDeskInACall()
    const caller = phone.callId
    attempt(forHelp)
    expect(asked()).toEqual(['answer', 'dial'])
    phone.places(help)
    expect(call(caller), 'they are not hung up on').toMatchObject({ phase: 'talking' })
  })

  it('is not held back by a hold that fails', async () => {
    const { phone, attempt, asked, settled } = aDeskInACall()
    phone.refuses('hold', 'Not now.')
    attempt(forHelp)
    await settled()
    expect(asked()).toEqual(['answer', 'dial', 'hold'])
    phone.places(help)
    phone.connects()
    await settled()
    expect(asked(), 'and when they answer the caller is held once more').toEqual(['answer', 'dial', 'hold', 'hold'])
  })

  it('leaves an exchange no time to answer a hold first', async () => {
    const { attempt, asked, settled } = aDeskInACall()
    attempt(forHelp)
    await settled()
    expect(asked()).toEqual(['answer', 'dial', 'hold'])
  })

  it('gives up a call of ours that nobody has answered', async () => {
    const { phone, attempt, asked, settled } = aDesk()
    attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
    phone.places(tomas)
    attempt(forHelp)
    await settled()
    expect(phone.performed.slice(1)).toMatchObject([
      { type: 'dial', callId: 'help' },
      { type: 'hangUp', callId: 'ours' },
    ])
    expect(asked()).toEqual(['dial', 'dial', 'hangUp'])
  })

  it('rings once for two presses', () => {
    const { phone, attempt, asked } = aDesk()
    attempt(forHelp)
    phone.places(help)
    attempt({ ...forHelp, callId: 'again' })
    expect(asked()).toEqual(['dial'])
  })

  it('reaches the police as well while the fire brigade is being rung', () => {
    const { phone, attempt, asked } = aDesk()
    attempt(forHelp)
    phone.places(help)
    attempt({ ...forHelp, callId: 'others', text: '112' })
    expect(asked()).toEqual(['dial', 'dial'])
  })

  it('is never put on hold for a colleague to whom we are announcing somebody', async () => {
    const { phone, attempt, call, settled } = aDeskInACall()
    const caller = phone.callId
    attempt({ type: 'handOver', callId: caller, legId: 'leg', to: tomasOn201, way: 'announce' })
    phone.holds()
    await settled()
    phone.consults()
    phone.connects('leg')
    attempt(forHelp)
    phone.places(help)
    const before = phone.performed.length
    phone.connects('help')
    await settled()
    expect(phone.performed.slice(before)).toEqual([])
    expect(call('help')).toMatchObject({ phase: 'talking' })
    expect(call(caller), 'the caller waits as before').toMatchObject({ phase: 'handingOver' })
  })

  it('is possible with a form open, while somebody rings, and in do not disturb', () => {
    const form = aDeskInACall()
    form.phone.isHungUp('them')
    expect(form.call()).toMatchObject({ phase: 'wrapUp' })
    form.attempt(forHelp)
    expect(form.asked()).toEqual(['answer', 'dial'])

    const ringing = aDesk()
    ringing.phone.rings()
    ringing.attempt(forHelp)
    expect(ringing.asked()).toEqual(['dial'])

    const silent = aDesk()
    silent.attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    silent.attempt(forHelp)
    expect(silent.asked()).toEqual(['dial'])
  })

  it('is not counted among the calls that one desk may have', () => {
    const { phone, attempt, asked } = aDeskInACall({ callsAtOnce: 1 })
    attempt(forHelp)
    expect(asked()).toContain('dial')
    expect(phone.performed.at(-1)).toMatchObject({ type: 'dial' })
  })

  it('goes out by the extension in whose country it is an emergency', () => {
    const tokyo = { ...main, accountId: 'tokyo', country: 'JP', outsidePrefix: '0' }
    const { phone, attempt } = aDesk({ accounts: [main, tokyo] })
    phone.registers('tokyo')
    attempt({ ...forHelp, text: '184 119' })
    expect(phone.performed).toMatchObject([{ type: 'dial', accountId: 'tokyo', number: '184119' }])
  })

  it('is an emergency even where a colleague’s extension is called the same', () => {
    const { phone, attempt, heed, call } = aDesk()
    const warden = {
      name: 'Fire Warden',
      extension: '999',
      kana: '',
      romaji: '',
      department: '',
      mail: '',
      topics: [],
      deputies: [],
    }
    heed({ type: 'directoryRead', people: [warden] })
    attempt({ ...forHelp, text: 'Fire Warden' })
    phone.places(help)
    expect(call()).toMatchObject({ emergency: true })
  })

  it.each(['999', '9 999', 'sip:999@pbx', '141 999', '999#'])('says at once that another phone is needed: %s', text => {
    const offline = aDesk()
    offline.phone.losesTheExchange()
    offline.attempt({ ...forHelp, text })
    expect(offline.now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: true } })

    const windowless = aDesk()
    windowless.phone.tells({ type: 'audioRoomChanged', open: false })
    windowless.attempt({ ...forHelp, text })
    expect(windowless.now().notice).toMatchObject({ refusal: { reason: 'no-audio-room-emergency' } })

    const practising = aDesk({ practice: true })
    practising.attempt({ ...forHelp, text })
    expect(practising.now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: true } })

    const unconnected = aDesk({ accounts: [] })
    unconnected.attempt({ ...forHelp, text: '119' })
    expect(unconnected.now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: true } })
  })

  it('says that another phone is needed when the call does not even leave', async () => {
    const { phone, attempt, now, settled } = aDesk()
    phone.refuses('dial', 'The socket is gone.')
    attempt(forHelp)
    await settled()
    expect(now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: true } })
  })

  it.each([403, 404, 480, 486, 503])('leaves it on the screen that nobody was reached: %d', code => {
    const { phone, attempt, call } = aDesk()
    attempt(forHelp)
    phone.places(help)
    phone.isRefused(code)
    expect(call()).toMatchObject({ phase: 'wrapUp', emergency: true, answeredAt: undefined })
  })
})

const fromNowhere = { number: '02079460999', name: '', shape: 'national', withheld: false } as const
const minutes = 60_000

describe('the emergency services, who may call back', () => {
  /** A desk that wants to be left in peace, and whose call for help is over. */
  function aDeskThatCalled(settings: Parameters<typeof aDesk>[0] = {}) {
    const desk = aDesk(settings)
    desk.attempt(forHelp)
    desk.phone.places(help)
    desk.phone.connects()
    desk.phone.isHungUp('them')
    desk.attempt({ type: 'saveRecord', callId: 'help' })
    return desk
  }

  it('ring through do not disturb, from whatever number, and are asked for nothing', () => {
    const { attempt, phone, call, asked, now, record } = aDeskThatCalled()
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings({ caller: fromNowhere })
    expect(call()).toMatchObject({ phase: 'ringing', emergency: true, direction: 'incoming' })
    expect(now().doNotDisturb).toMatchObject({ missed: 0 })

    attempt({ type: 'answer', callId: phone.callId })
    phone.connects()
    attempt({ type: 'hangUp', callId: phone.callId })
    expect(asked()).toEqual(['dial', 'answer', 'hangUp'])
    phone.isHungUp('us')
    expect(record()).toMatchObject({ state: 'closed', emergency: true })
  })

  it('are not told that we are busy, however many calls there are', () => {
    const { phone, call } = aDeskThatCalled({ callsAtOnce: 1 })
    phone.rings({ caller: msOkafor })
    phone.rings({ caller: fromNowhere })
    expect(call()).toMatchObject({ phase: 'ringing' })
  })

  it('are answered without a microphone', () => {
    const { phone, attempt, asked } = aDeskThatCalled()
    phone.findsMicrophone('none')
    phone.rings({ caller: fromNowhere })
    attempt({ type: 'answer', callId: phone.callId })
    expect(asked()).toEqual(['dial', 'answer'])
  })

  it('are waited for while the call for help is still up, and half an hour after it', () => {
    const { phone, call, attempt, passes } = aDesk()
    attempt(forHelp)
    phone.places(help)
    phone.connects()
    passes(50 * minutes)
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings({ caller: fromNowhere })
    expect(call(), 'while it is up').toMatchObject({ emergency: true })
    phone.isHungUp('them', 'help')

    passes(29 * minutes)
    phone.rings({ caller: fromNowhere })
    expect(call(), 'half an hour after').toMatchObject({ emergency: true })
    passes(2 * minutes)
    phone.rings({ caller: fromNowhere })
    expect(call()?.emergency ?? false, 'and no longer').toBe(false)
  })

  it('are waited for at the extension that called them', () => {
    const second = { ...main, accountId: 'second', extension: '250' }
    const { phone, call, attempt, record } = aDeskThatCalled({ accounts: [main, second] })
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings({ accountId: 'second', caller: fromNowhere })
    expect(call()).toBeUndefined()
    expect(record()).toMatchObject({ ending: 'missed' })

    phone.rings({ accountId: 'second', caller: fromNowhere, priority: 'psap-callback' })
    expect(call(), 'or at any, when the call says so').toMatchObject({ phase: 'ringing', emergency: true })
  })

  it('are not believed where nobody called for help: anybody can write that', () => {
    const { phone, call, attempt, asked } = aDesk()
    phone.rings({ priority: 'psap-callback' })
    expect(call()).toMatchObject({ emergency: false })
    attempt({ type: 'decline', callId: phone.callId })

    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings({ priority: 'psap-callback' })
    expect(asked()).toEqual(['decline', 'decline'])
  })

  it('are waited for after the app died in the call for help', () => {
    const { heed, phone, attempt, call } = aDesk()
    const at = phone.clock.now()
    const died = anInterrupted({ record: aRecord({ direction: 'outgoing', emergency: true }) })
    heed({ type: 'callsInterrupted', calls: [{ ...died, aliveAt: at }], at })
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings({ caller: fromNowhere })
    expect(call()).toMatchObject({ phase: 'ringing', emergency: true })
  })

  it('come through a colleague too, who is greeted and noted as one', () => {
    const { phone, call, attempt } = aDeskThatCalled()
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    phone.rings(anInvitation({ caller: tomas, signalValues: ['internal'] }))
    expect(call()).toMatchObject({ phase: 'ringing', emergency: false, line: { kind: 'internal' } })
  })
})
