import { z } from 'zod'
import { type Kept, openKept } from '../profile/openKept'

const whole = z.int().min(-100_000).max(100_000)
const shape = z.strictObject({ x: whole, y: whole, width: whole, height: whole })

/** Where something stands on the screens, in pixels. */
export type Place = z.infer<typeof shape>

/** How the window opens: where it was, or, without a place, wherever the desktop puts it. */
export interface WindowPlace {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
}

export const usualSize = { width: 420, height: 680 }
export const smallestSize = { width: 320, height: 480 }

// So much of the title bar must be in sight for a hand to find it.
const gripWidth = 96
const gripHeight = 32

/** Where this profile's window was last. */
export function openWindowPlace(profile: string): Kept<Place> {
  return openKept(profile, 'desktop', shape)
}

/**
 * Where to open the window: where it was, as far as today's screens have room for it. A window that nobody could reach,
 * because a screen is gone, opens where the desktop likes, in its old size.
 */
export function restoredPlace(kept: Place | undefined, screens: readonly Place[]): WindowPlace {
  if (!kept) return usualSize
  const screen = screens.find(each => isWithinReach(kept, each))
  const room = screen ?? screens[0]
  const width = between(smallestSize.width, kept.width, room?.width)
  const height = between(smallestSize.height, kept.height, room?.height)
  return screen ? { x: kept.x, y: kept.y, width, height } : { width, height }
}

function isWithinReach(window: Place, screen: Place): boolean {
  const seen = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return seen >= gripWidth && window.y >= screen.y && window.y + gripHeight <= screen.y + screen.height
}

function between(least: number, wanted: number, most = wanted): number {
  return Math.max(least, Math.min(wanted, most))
}
