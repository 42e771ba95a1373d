import './theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { DeskBridge } from '../electron/contract/contract'
import { startAudio } from './audio/startAudio'
import { startRings } from './audio/startRings'
import { connectHeadless } from './bridge/connectHeadless'
import { deskStore, feedDesk } from './bridge/desk'
import { House } from './House'
import { openStrings, speak } from './strings/speech'

declare global {
  interface Window {
    /** Exposed by the preload in Electron; elsewhere the page calls home by itself. */
    readonly desk?: DeskBridge
  }
}

const bridge = window.desk ?? connectHeadless()

feedDesk(bridge)
startAudio(bridge)
startRings(bridge)
await openStrings()
deskStore.subscribe(({ desk }) => desk && speak(desk.preferences.locale))

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <House />
    </StrictMode>,
  )
}
