import type { MenuItemConstructorOptions } from 'electron'
import type { DeskView } from '../../../domain/desk/DeskView'
import { type Span, spans } from '../../../domain/desk/doNotDisturb'
import type { Locale } from '../../../domain/desk/Settings'
import { accelerators, type Shortcut, type ShortcutName } from '../shortcuts'
import { filled, timeOfDay, wordsIn } from '../words'
import { standingOf } from './trayState'

/** What can be asked from the tray. */
export interface TrayActions {
  readonly showDesk: () => void
  readonly beSilent: (span: Span) => void
  readonly beAvailable: () => void
  readonly press: (shortcut: Shortcut) => void
  readonly quit: () => void
}

/** What the keys do just now, and which of them another program has. */
export interface Keys {
  readonly shortcuts: readonly Shortcut[]
  readonly notOurs: readonly ShortcutName[]
}

/** The tray's menu. It draws what the desk last told and remembers nothing itself; nothing of a caller's is in it. */
export function trayMenu(view: DeskView, keys: Keys, actions: TrayActions): MenuItemConstructorOptions[] {
  const { locale } = view.preferences
  const words = wordsIn[locale]
  return [
    ...stateLines(view).map(label => ({ label, enabled: false })),
    { type: 'separator' },
    ...keyItems(keys, locale, actions),
    { label: words.open, click: () => actions.showDesk() },
    {
      label: doNotDisturbLine(view) ?? words.doNotDisturb.label,
      submenu: [
        ...spans.map(span => ({ label: words.doNotDisturb[span], click: () => actions.beSilent(span) })),
        { type: 'separator' },
        {
          label: words.doNotDisturb.off,
          enabled: view.doNotDisturb !== undefined,
          click: () => actions.beAvailable(),
        },
      ],
    },
    { type: 'separator' },
    { label: words.quit, click: () => actions.quit() },
  ]
}

/** What hovering over the tray says: all of the state, in words. */
export function trayTip(view: DeskView): string {
  const silence = doNotDisturbLine(view)
  const [standing = '', ...rest] = stateLines(view)
  return ['Phone Duty', standing, ...(silence === undefined ? [] : [silence]), ...rest].join('\n')
}

function stateLines(view: DeskView): string[] {
  const { accounts, calls, doNotDisturb, openRecords, practice } = view
  const { locale } = view.preferences
  const words = wordsIn[locale]
  const standing = standingOf(accounts)
  const time = 'since' in standing ? timeOfDay(standing.since, locale) : ''
  const missed = doNotDisturb?.missed ?? 0
  const { ringing, up } = words.calls
  return [
    filled(words.registration[practice && standing.state === 'registered' ? 'practice' : standing.state], { time }),
    ...(calls.some(({ phase }) => phase === 'ringing') ? [ringing] : []),
    ...(calls.some(({ phase }) => phase === 'talking' || phase === 'held' || phase === 'handingOver') ? [up] : []),
    ...counted(missed, words.doNotDisturb.missedOne, words.doNotDisturb.missed),
    ...counted(openRecords, words.openRecord, words.openRecords),
  ]
}

function doNotDisturbLine({ doNotDisturb, preferences: { locale } }: DeskView): string | undefined {
  if (!doNotDisturb) return undefined
  return filled(wordsIn[locale].doNotDisturb.until, { time: timeOfDay(doNotDisturb.until, locale) })
}

function counted(count: number, one: string, many: string): string[] {
  if (count === 0) return []
  return [count === 1 ? one : filled(many, { count })]
}

function keyItems({ shortcuts, notOurs }: Keys, locale: Locale, { press }: TrayActions): MenuItemConstructorOptions[] {
  if (shortcuts.length === 0) return []
  const items = shortcuts.map(shortcut => ({
    label: wordsIn[locale].keys[shortcut.label],
    // Shown only: the key itself is global, and a menu must not take it a second time.
    ...(notOurs.includes(shortcut.name)
      ? {}
      : { accelerator: accelerators[shortcut.name], registerAccelerator: false }),
    click: () => press(shortcut),
  }))
  return [...items, { type: 'separator' }]
}
