import { create } from 'zustand'

interface Levels {
  readonly theirs: number
  readonly ours: number
}

const store = create<Readonly<Record<string, Levels>>>()(() => ({}))

/** How loud each call is, once a second. */
export const levelsStore = {
  tell: (callId: string, levels: Levels) => store.setState({ [callId]: levels }),
  forget: (callId: string) => store.setState(({ [callId]: _, ...rest }) => rest, true),
}

const silence: Levels = { theirs: 0, ours: 0 }

/** How loud a call is on both ways, 0 to 1. */
export function useLevels(callId: string): Levels {
  return store(levels => levels[callId] ?? silence)
}
