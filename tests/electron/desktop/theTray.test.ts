import { inflateSync } from 'node:zlib'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { Registration } from '../../../domain/phone/Registration'
import { shortcutsFor } from '../../../electron/desktop/shortcuts'
import { drawTrayIcon, type Tint } from '../../../electron/desktop/tray/drawTrayIcon'
import { type TrayActions, trayMenu, trayTip } from '../../../electron/desktop/tray/trayMenu'
import { standingOf, type TrayLook, trayLook } from '../../../electron/desktop/tray/trayState'
import { wordsIn } from '../../../electron/desktop/words'
import { aCall, nine } from '../../support/aCall'
import { main, office } from '../../support/cast'
import { aView } from './aView'

const standing = (registration: Registration) => ({ registrations: { main: registration } })
const time = (at: number) =>
  new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
const silent = { doNotDisturb: { until: nine + 3_600_000, missed: 2 } }

function menuOf(view = aView()) {
  const said: string[] = []
  const actions: TrayActions = {
    showDesk: () => said.push('show'),
    beSilent: span => said.push(span),
    beAvailable: () => said.push('available'),
    press: ({ name }) => said.push(name),
    quit: () => said.push('quit'),
  }
  const items = trayMenu(view, { shortcuts: shortcutsFor(view.calls), notOurs: [] }, actions)
  return { items, said, labels: labelsOf(items) }
}

const labelsOf = (items: readonly MenuItemConstructorOptions[]) =>
  items.map(item => (item.type === 'separator' ? '-' : `${item.label}${item.enabled === false ? ' (off)' : ''}`))

const submenuOf = (items: readonly MenuItemConstructorOptions[]) =>
  items.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

function press(items: readonly MenuItemConstructorOptions[], label: string): void {
  const item = [...items, ...submenuOf(items)].find(each => each.label === label)
  const click = item?.click as (() => void) | undefined
  if (!click) throw new Error(`nothing to press: ${label}`)
  click()
}

describe('the menu in the tray', () => {
  it('shows how the phone stands, and nothing to answer while nobody calls', () => {
    const { items, labels } = menuOf()
    expect(labels).toEqual(['Registered (off)', '-', 'Open Phone Duty', 'Do not disturb', '-', 'Quit'])
    expect(labelsOf(submenuOf(items))).toEqual([
      'For 30 minutes',
      'For 1 hour',
      'Until tomorrow',
      '-',
      'Turn off (off)',
    ])
  })

  it('says until when nothing rings, what was missed, and what is owed', () => {
    const { items, labels } = menuOf(aView({ ...silent, openRecords: 1 }))
    expect(labels).toEqual([
      'Registered (off)',
      '2 calls were missed (off)',
      '1 record is still open (off)',
      '-',
      'Open Phone Duty',
      `Do not disturb until ${time(nine + 3_600_000)}`,
      '-',
      'Quit',
    ])
    expect(labelsOf(submenuOf(items))).toContain('Turn off')
  })

  it('asks, and changes nothing by itself', () => {
    const { items, said } = menuOf(aView(silent))
    for (const label of ['Open Phone Duty', 'For 30 minutes', 'For 1 hour', 'Until tomorrow', 'Turn off', 'Quit']) {
      press(items, label)
    }
    expect(said).toEqual(['show', 'halfHour', 'hour', 'tomorrow', 'available', 'quit'])
    expect(items.some(item => item.type === 'checkbox' || submenuOf(items).some(({ type }) => type === 'radio'))).toBe(
      false,
    )
  })

  it('offers what the keys do while it rings and in a call, and shows them', () => {
    const ringing = menuOf(aView({}, aCall('ringing')))
    expect(ringing.items.filter(({ accelerator }) => accelerator).map(item => [item.label, item.accelerator])).toEqual([
      ['Answer', 'Super+Shift+F9'],
      ['Decline', 'Super+Shift+F10'],
    ])
    press(ringing.items, 'Decline')
    expect(ringing.said).toEqual(['decline'])
    expect(menuOf(aView({}, aCall('held'))).labels).toContain('Take back')
  })

  it('shows no key that another program has', () => {
    const view = aView({}, aCall('ringing'))
    const shortcuts = shortcutsFor(view.calls)
    const items = trayMenu(view, { shortcuts, notOurs: ['answer'] }, menuOf().said as never)
    expect(items.find(({ label }) => label === 'Answer')?.accelerator).toBeUndefined()
    expect(items.find(({ label }) => label === 'Decline')?.accelerator).toBe('Super+Shift+F10')
  })

  it('holds nothing that a caller could have written', () => {
    const party = { ...aCall('ringing').party, name: 'Mallory', number: '+15550100' }
    const view = aView({}, aCall('ringing', { party, directoryName: 'Mallory', answerAs: 'Mallory' }))
    expect(`${JSON.stringify(menuOf(view).items)}${trayTip(view)}`).not.toMatch(/Mallory|5550100/)
  })

  it('speaks the language of the app', () => {
    const { preferences } = aView()
    const { labels } = menuOf(aView({ ...silent, preferences: { ...preferences, locale: 'ja' } }))
    expect(labels).toContain(wordsIn.ja.open)
    expect(labels.join(' ')).not.toMatch(/\{\{|\bundefined\b|Quit/)
  })
})

describe('the sign in the tray', () => {
  const second = { ...main, accountId: 'second', extension: '250' }

  it.each<[string, TrayLook['sign'], Parameters<typeof aView>]>([
    ['calls can come', 'ready', [{}]],
    ['nothing rings', 'silent', [silent]],
    ['there is no account', 'out', [{ settings: { ...office, accounts: [] } }]],
    [
      'the exchange refuses us',
      'out',
      [standing({ state: 'refused', since: nine, trouble: 'wrong-password', detail: '' })],
    ],
    ['one account of two is not there yet', 'out', [{ settings: { ...office, accounts: [main, second] } }]],
    ['it rings, whatever else', 'ringing', [silent, aCall('talking'), aCall('ringing')]],
    ['a call is up', 'up', [silent, aCall('held')]],
    ['a call is over and owed', 'ready', [{}, aCall('wrapUp')]],
  ])('says that %s: %s', (_, sign, given) => expect(trayLook(aView(...given)).sign).toBe(sign))

  it('has a dot while a record is open', () => {
    expect(trayLook(aView({ openRecords: 3 })).owes).toBe(true)
    expect(trayLook(aView()).owes).toBe(false)
  })

  it('speaks for the account in most trouble, and says since when', () => {
    const accounts = aView({
      settings: { ...office, accounts: [second, main] },
      registrations: {
        second: { state: 'registered', since: nine },
        main: { state: 'offline', since: nine, trouble: 'connection-lost', detail: '' },
      },
    }).accounts
    expect(standingOf(accounts)).toEqual({ state: 'offline', since: nine })
    expect(trayTip(aView(standing({ state: 'offline', since: nine, trouble: 'connection-lost', detail: '' })))).toBe(
      `Phone Duty\nOffline since ${time(nine)}`,
    )
  })

  it('says when it is only practice', () => {
    const registered = standing({ state: 'registered', since: nine })
    expect(trayTip(aView({ ...registered, settings: { ...office, practice: true } }))).toBe('Phone Duty\nPractice')
    expect(trayTip(aView(registered))).toBe('Phone Duty\nRegistered')
  })

  const signs = ['ready', 'silent', 'out', 'ringing', 'up'] as const
  const looks = signs.flatMap(sign => [false, true].map(owes => ({ sign, owes })))

  /** Which pixels are more than half covered: the shape, without any colour. */
  function shapeOf(look: TrayLook, tint: Tint): string {
    const png = drawTrayIcon(look, tint, 16)
    expect(png.subarray(1, 4).toString('ascii')).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([16, 16])
    const from = png.indexOf('IDAT') + 4
    const rows = inflateSync(png.subarray(from, from + png.readUInt32BE(from - 8)))
    const isInked = (x: number, y: number) => {
      const at = y * 65 + 1 + x * 4
      const shade = tint === 'dark' ? 255 - (rows[at] ?? 0) : (rows[at] ?? 0)
      return (rows[at + 3] ?? 0) > 127 && shade < 128
    }
    return Array.from({ length: 256 }, (_, at) => (isInked(at % 16, Math.floor(at / 16)) ? '#' : '.')).join('')
  }

  it.each<Tint>(['template', 'light', 'dark'])('tells every state by its shape, also in 16 pixels: %s', tint => {
    const shapes = looks.map(look => shapeOf(look, tint))
    expect(new Set(shapes).size).toBe(looks.length)
    for (const one of shapes) {
      for (const other of shapes) {
        if (one === other) continue
        const differing = [...one].filter((pixel, at) => pixel !== other[at]).length
        expect(differing, 'pixels between two states').toBeGreaterThan(6)
      }
    }
  })
})
