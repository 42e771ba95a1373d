import { EventEmitter } from 'node:events'
import type {
  BrowserWindow,
  GlobalShortcut,
  Notification,
  NotificationConstructorOptions,
  PowerSaveBlocker,
} from 'electron'
import { describe, expect, it } from 'vitest'
import { phases } from '../../../domain/call/Call'
import type { CallView } from '../../../domain/desk/DeskView'
import { callAttention } from '../../../electron/desktop/callAttention'
import { ringNotice } from '../../../electron/desktop/ringNotice'
import { openShortcuts, type Shortcut, shortcutsFor } from '../../../electron/desktop/shortcuts'
import { stayAwake } from '../../../electron/desktop/stayAwake'
import { wordsIn } from '../../../electron/desktop/words'
import { aCall } from '../../support/aCall'
import { msOkafor, nobodyKnown, tomas } from '../../support/cast'
import { aView } from './aView'

const ringing = (changes: Parameters<typeof aCall>[1] = {}) => viewed(aCall('ringing', { answerAs: '', ...changes }))
const viewed = (call: ReturnType<typeof aCall>): CallView => {
  const [view] = aView({}, call).calls
  if (!view) throw new Error('no call')
  return view
}
const said = (call: CallView, readsMarkup = false) => ringNotice(call, wordsIn.en, readsMarkup)
const internal = { kind: 'internal', because: 'exchange-signal', evidence: [] } as const
const unverified = { kind: 'unverified', because: 'looks-internal', evidence: [] } as const

describe('the notification of a call', () => {
  it('says the line first, then who calls and whom they called', () => {
    expect(said(ringing({ answerAs: 'Example Trading' }))).toEqual({
      title: 'EXTERNAL call',
      body: 'Ms Okafor\n+442079460018\nfor Example Trading',
    })
  })

  it('names a colleague by the directory on an internal line only', () => {
    const party = { ...tomas, name: 'T.' }
    expect(said(ringing({ party, line: internal, directoryName: 'Tomas Lind' }))).toEqual({
      title: 'INTERNAL call',
      body: 'Tomas Lind\n201',
    })
    expect(said(ringing({ party: tomas, line: unverified, directoryName: 'Rosa Marín' }))).toEqual({
      title: 'UNVERIFIED call',
      body: 'shows “Tomas Lind”, not confirmed\nshows 201',
    })
    expect(said(ringing({ party, directoryName: 'Tomas Lind' }))).toEqual({
      title: 'EXTERNAL call',
      body: 'T.\nshows 201',
    })
  })

  it('shows no number that was withheld', () => {
    expect(said(ringing({ party: nobodyKnown })).body).toBe('Number withheld')
    expect(said(ringing({ party: { ...msOkafor, name: '', withheld: true } })).body).not.toContain('7946')
  })

  it('is text where the desktop reads markup, and text where it does not', () => {
    const party = { ...msOkafor, name: `<b>& "it's" <img src="https://example.com/x">{{company}}` }
    expect(said(ringing({ party }), true).body).toBe(
      '&lt;b&gt;&amp; &quot;it&#39;s&quot; &lt;img src=&quot;https://example.com/x&quot;&gt;{{company}}\n+442079460018',
    )
    expect(said(ringing({ party }), false).body).toContain(party.name)
    expect(said(ringing({ party }), true).title).toBe('EXTERNAL call')
  })
})

function aDesktop(isFocused: boolean) {
  const did: string[] = []
  const notices: (EventEmitter & { given: NotificationConstructorOptions })[] = []
  const note = (name: string) => (value?: boolean) =>
    void did.push(value === undefined ? name : `${name} ${String(value)}`)
  const window = {
    isFocused: () => isFocused,
    showInactive: note('showInactive'),
    moveTop: note('moveTop'),
    setAlwaysOnTop: note('onTop'),
    flashFrame: note('flash'),
    show: note('show'),
    focus: note('focus'),
  }
  const notify = (given: NotificationConstructorOptions) => {
    const notice = Object.assign(new EventEmitter(), { given, show: note('notify'), close: note('withdraw') })
    notices.push(notice)
    return notice as unknown as Notification
  }
  const attend = callAttention({
    window: window as unknown as BrowserWindow,
    notify,
    say: call => said(call),
    look: note('look'),
  })
  return { did, notices, attend }
}

describe('a ring', () => {
  it('brings the window up over the work, and never takes the keyboard', () => {
    const { did, attend } = aDesktop(false)
    attend([ringing()])
    expect(did).toEqual(['notify', 'onTop true', 'showInactive', 'moveTop', 'flash true'])
    attend([ringing()])
    expect(did).toHaveLength(5)
    attend([viewed(aCall('talking'))])
    expect(did.slice(5)).toEqual(['withdraw', 'onTop false', 'flash false'])
  })

  it('leaves a window alone that the user is looking at', () => {
    const { did, attend } = aDesktop(true)
    attend([ringing()])
    expect(did).toEqual([])
  })

  it('goes on while one of two still rings', () => {
    const { did, attend } = aDesktop(false)
    attend([ringing(), ringing({ callId: 'second' })])
    attend([ringing({ callId: 'second' })])
    expect(did).not.toContain('onTop false')
    attend([])
    expect(did.filter(each => each === 'onTop false')).toHaveLength(1)
    expect(did.filter(each => each === 'withdraw')).toHaveLength(2)
  })

  it('only shows the window when its notification is clicked', () => {
    const { did, notices, attend } = aDesktop(false)
    attend([ringing()])
    notices[0]?.emit('click')
    expect(did.slice(5)).toEqual(['look'])
    expect(notices[0]?.given).toMatchObject({ silent: true })
    expect(notices[0]?.given.actions).toBeUndefined()
  })
})

describe('the keys over every other program', () => {
  const names = (...calls: readonly CallView[]) => shortcutsFor(calls).map(({ label }) => label)

  it.each(phases.map(phase => [phase, viewed(aCall(phase))] as const))('are those of the moment: %s', (phase, call) => {
    const expected: Partial<Record<typeof phase, readonly string[]>> = {
      ringing: ['answer', 'decline'],
      talking: ['hold', 'mute'],
      held: ['takeBack', 'mute'],
      handingOver: ['takeBack', 'mute'],
    }
    expect(names(call)).toEqual(expected[phase] ?? [])
  })

  it('mean whoever has rung longest, and the call that we are in', () => {
    const calls = [
      viewed(aCall('held', { callId: 'held' })),
      ringing({ callId: 'first' }),
      ringing({ callId: 'second' }),
      viewed(aCall('talking', { callId: 'ours' })),
    ]
    expect(shortcutsFor(calls).map(({ intent }) => [intent.type, intent.callId])).toEqual([
      ['answer', 'first'],
      ['decline', 'first'],
      ['hold', 'ours'],
      ['mute', 'ours'],
    ])
  })

  function aKeyboard(ofOthers: readonly string[] = []) {
    const registered = new Map<string, () => void>()
    const pressed: Shortcut['intent'][] = []
    const keys = {
      register: (key: string, press: () => void) => !ofOthers.includes(key) && Boolean(registered.set(key, press)),
      unregister: (key: string) => registered.delete(key),
    }
    const shortcuts = openShortcuts(keys as unknown as GlobalShortcut, ({ intent }) => pressed.push(intent))
    return { registered, pressed, serve: (...calls: CallView[]) => shortcuts.serve(shortcutsFor(calls)) }
  }

  it('are taken only while a call rings or is up, and given back', () => {
    const { registered, serve } = aKeyboard()
    serve()
    expect([...registered.keys()]).toEqual([])
    serve(ringing())
    expect([...registered.keys()]).toEqual(['Super+Shift+F9', 'Super+Shift+F10'])
    serve(viewed(aCall('talking')))
    expect([...registered.keys()]).toEqual(['Super+Shift+F8', 'Super+Shift+F7'])
    serve(viewed(aCall('wrapUp')))
    expect([...registered.keys()]).toEqual([])
  })

  it('mean what they say at the moment of the press', () => {
    const { registered, pressed, serve } = aKeyboard()
    serve(viewed(aCall('talking')))
    const hold = registered.get('Super+Shift+F8')
    hold?.()
    serve(viewed(aCall('held')))
    hold?.()
    expect(pressed.map(({ type }) => type)).toEqual(['hold', 'resume'])
    serve()
    hold?.()
    expect(pressed).toHaveLength(2)
  })

  it('stay with another program that was first, and are asked for again', () => {
    const others = ['Super+Shift+F9']
    const { registered, serve } = aKeyboard(others)
    expect(serve(ringing())).toEqual(['answer'])
    expect([...registered.keys()]).toEqual(['Super+Shift+F10'])
    others.pop()
    expect(serve(ringing())).toEqual([])
  })

  it('type no letter, with whatever layout', () => {
    const keys = [viewed(aCall('ringing')), viewed(aCall('talking'))].flatMap(call => {
      const { registered, serve } = aKeyboard()
      serve(call)
      return [...registered.keys()]
    })
    for (const key of keys) expect(key).toMatch(/^Super\+Shift\+F\d+$/)
  })
})

it('keeps the machine awake while a call is up, and lets it sleep afterwards', () => {
  const on = new Set<number>()
  let started = 0
  const blocker = {
    start: (type: string) => {
      expect(type).toBe('prevent-app-suspension')
      on.add((started += 1))
      return started
    },
    stop: (id: number) => on.delete(id),
  }
  const keepAwake = stayAwake(blocker as unknown as PowerSaveBlocker)
  for (const phase of phases) {
    keepAwake([aCall(phase)])
    keepAwake([aCall(phase)])
    expect(on.size, phase).toBe(phase === 'wrapUp' || phase === 'saving' ? 0 : 1)
  }
  keepAwake([])
  expect([on.size, started]).toEqual([0, 1])
})
