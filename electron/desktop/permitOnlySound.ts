import type { Session } from 'electron'
import { isOurs } from './origin'

/** Who asks for what, as Electron tells it. */
export interface Asked {
  readonly permission: string
  readonly url: string
  readonly isMainFrame: boolean
  /** For `media`: what is to be heard or seen. */
  readonly media: readonly string[]
}

/** Our own page may hear the microphone, and choose where it rings. Nobody may do anything else. */
export function mayDo({ permission, url, isMainFrame, media }: Asked): boolean {
  if (!isMainFrame || !isOurs(url)) return false
  if (permission === 'speaker-selection') return true
  return permission === 'media' && media.length > 0 && media.every(type => type === 'audio')
}

/** Without these, Electron would grant everything. */
export function permitOnlySound(of: Session): void {
  of.setPermissionRequestHandler((_, permission, allow, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    allow(mayDo({ permission, url: details.requestingUrl, isMainFrame: details.isMainFrame, media }))
  })
  of.setPermissionCheckHandler((_, permission, url, { isMainFrame, mediaType }) => {
    // A page that looks which devices there are asks about no kind in particular.
    const media = mediaType === 'video' ? ['video'] : ['audio']
    return mayDo({ permission, url, isMainFrame, media })
  })
  of.setDevicePermissionHandler(() => false)
}
