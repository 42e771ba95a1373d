/**
 * Every room in every state, fed by hand, to be looked at while designing: `storyboard.html?state=ring-external&lang=ja`,
 * or all of them as pictures by `npm run look`.
 * For development only; it is no part of the build.
 */
import './theme.css'
import { createRoot } from 'react-dom/client'
import { type Desk, emptyDesk } from '../domain/desk/Desk'
import { feedDesk } from './bridge/desk'
import { House } from './House'
import { openStrings, speak } from './strings/speech'
import { fakeBridge } from './storyboard/fakeBridge'
import { levelsStore } from './audio/levels'
import { settings } from './storyboard/builders'
import { typedIntoFinder } from './storyboard/handOverStates'
import { practiceStates } from './storyboard/practiceStates'
import { states } from './storyboard/states'

const asked = new URLSearchParams(location.search)
const name = asked.get('state') ?? ''
const lang = asked.get('lang') === 'ja' ? 'ja' : 'en'
const shown = states[name] ?? emptyDesk(settings)
const state: Desk | undefined =
  name === 'no-desk' ? undefined : { ...shown, preferences: { ...shown.preferences, locale: lang, phrases: lang } }

await openStrings()
speak(lang)
feedDesk(
  fakeBridge(state, {
    up: name !== 'no-desk' && name !== 'bridge-down',
    practice: practiceStates[name] ?? { offered: name.startsWith('first'), on: undefined },
  }),
)

const root = document.getElementById('root')
if (root) createRoot(root).render(<House />)
for (const id of ['call-1', 'call-2']) levelsStore.tell(id, { theirs: 0.3, ours: 0.04 })

const typed = typedIntoFinder[name]
if (typed !== undefined) setTimeout(() => openFinder(typed), 30)

if (name.startsWith('settings'))
  setTimeout(() => document.querySelector<HTMLElement>('[data-room=settings]')?.click(), 30)

if (name.startsWith('dialling'))
  setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', code: 'KeyP', altKey: true })), 100)

function openFinder(text: string): void {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 't', code: 'KeyT', altKey: true }))
  if (text !== '') setTimeout(() => document.execCommand('insertText', false, text), 30)
}

document.title = Object.keys(states).join(' ')
