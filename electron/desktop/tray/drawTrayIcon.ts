import { encodePng } from './encodePng'
import type { TrayLook } from './trayState'

/** For which tray: macOS colours a template by itself; elsewhere the rim keeps it in sight when the guess was wrong. */
export type Tint = 'template' | 'light' | 'dark'

/** How far a point is from a shape, in the 16 units of the drawing; negative inside it. */
type Shape = (x: number, y: number) => number

const rimWidth = 0.9

/** The tray's icon as a PNG: a handset, and what becomes of its shape. No state is told by colour. */
export function drawTrayIcon(look: TrayLook, tint: Tint, size: number): Buffer {
  const shape = shapeOf(look)
  const ink = tint === 'dark' ? 255 : 0
  const pixels = new Uint8Array(size * size * 4)
  const unit = 16 / size
  for (let at = 0; at < size * size; at += 1) {
    const far = shape(((at % size) + 0.5) * unit, (Math.floor(at / size) + 0.5) * unit)
    const inside = covered(far, unit)
    const rim = tint === 'template' ? 0 : covered(far - rimWidth, unit) * 0.55
    const alpha = Math.max(inside, rim)
    const shade = alpha === 0 ? 0 : Math.round((ink * inside + (255 - ink) * (alpha - inside)) / alpha)
    pixels.set([shade, shade, shade, Math.round(alpha * 255)], at * 4)
  }
  return encodePng(pixels, size)
}

function shapeOf({ sign, owes }: TrayLook): Shape {
  const drawn = signs[sign]
  // The dot stands in a hole of its own, or it would melt into the handset.
  return owes ? union(without(drawn, disc(3.3, 12.7, 4.2)), disc(3.3, 12.7, 2.9)) : drawn
}

/** The handset: a bow with an ear piece at each end, its hollow side to the upper right. */
const handset = turned(union(arc(8, 3.4, 6.2, 1.4), union(disc(2.7, 7.4, 2.2), disc(13.3, 7.4, 2.2))))
const slash = capsule(2.2, 14, 14, 2.2, 0.85)
const wayOfSlash = capsule(2.2, 14, 14, 2.2, 2)
const waves = union(wave(2.6), wave(5.6))

const signs: Readonly<Record<TrayLook['sign'], Shape>> = {
  ready: handset,
  silent: union(without(handset, wayOfSlash), slash),
  // Nothing but the outline: nobody can reach us.
  out: (x, y) => Math.abs(handset(x, y) + 0.55) - 0.5,
  ringing: union(handset, waves),
  up: union(handset, disc(11.2, 4.8, 2.5)),
}

function disc(atX: number, atY: number, radius: number): Shape {
  return (x, y) => Math.hypot(x - atX, y - atY) - radius
}

/** The lower half of a circle's line. */
function arc(atX: number, atY: number, radius: number, half: number): Shape {
  return (x, y) => {
    if (y >= atY + 2) return Math.abs(Math.hypot(x - atX, y - atY) - radius) - half
    const endX = Math.sqrt(radius ** 2 - 4)
    return Math.hypot(Math.abs(x - atX) - endX, y - atY - 2) - half
  }
}

function capsule(fromX: number, fromY: number, toX: number, toY: number, half: number): Shape {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  return (x, y) => {
    const along = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2)
    const on = Math.max(0, Math.min(1, along))
    return Math.hypot(x - fromX - on * alongX, y - fromY - on * alongY) - half
  }
}

function union(one: Shape, other: Shape): Shape {
  return (x, y) => Math.min(one(x, y), other(x, y))
}

function without(one: Shape, hole: Shape): Shape {
  return (x, y) => Math.max(one(x, y), -hole(x, y))
}

/** A quarter of a circle's line, towards the upper right. */
function wave(radius: number): Shape {
  return (x, y) => {
    const [right, up] = [x - 9, 7 - y]
    const onLine = Math.abs(Math.hypot(right, up) - radius) - 0.75
    return Math.max(onLine, -right, -up)
  }
}

/** Turned by an eighth to the right, round the middle. */
function turned(one: Shape): Shape {
  const half = Math.SQRT1_2
  return (x, y) => one(8 + (x - 8 + (y - 8)) * half, 8 + (y - 8 - (x - 8)) * half)
}

/** How much of a pixel that far from the edge is covered. */
function covered(far: number, unit: number): number {
  return Math.max(0, Math.min(1, 0.5 - far / unit))
}
