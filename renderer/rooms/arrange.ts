import type { CallView } from '../../domain/desk/DeskView'

/** Which cards stand on the desk, and how large. */
export interface Arrangement {
  /** The call one works on. */
  readonly large: CallView | undefined
  /** The call that rings while nothing else is on the desk: the whole window is its poster. */
  readonly poster: CallView | undefined
  readonly slim: readonly CallView[]
}

const isLive = ({ phase }: CallView) =>
  phase === 'talking' || phase === 'held' || phase === 'handingOver' || phase === 'calling'

// Our ear and mouth are with the colleague, so this is the call one works on.
const isAnnounced = (call: CallView) => call.phase === 'handingOver' && call.handOver.way === 'announce'

// Of a call that nobody took there is nothing to see while it is written down: it must take no field from under anybody.
const isMissed = (call: CallView) => call.phase === 'saving' && call.atOnce && call.answeredAt === undefined

/** The call that needs us most: the one that talks, else the one we announce or place, else what is under way or waits. */
export function liveCall(calls: readonly CallView[]): CallView | undefined {
  const live = calls.filter(isLive)
  return (
    live.find(call => call.phase === 'talking') ??
    live.find(isAnnounced) ??
    live.find(call => call.phase === 'calling') ??
    live.find(call => call.phase === 'handingOver') ??
    live.at(-1)
  )
}

/**
 * A ringing call takes the whole window only when nothing else is on the desk: a form that somebody types in must not
 * vanish under their hands. It never waits behind a record that is owed.
 */
export function arrange(all: readonly CallView[], chosen: string | undefined): Arrangement {
  const calls = all.filter(call => !isMissed(call))
  const owed = calls.filter(({ phase }) => phase === 'wrapUp' || phase === 'saving')
  const large = liveCall(calls) ?? owed.find(({ callId }) => callId === chosen) ?? owed.at(-1)
  const ringing = calls.filter(({ phase }) => phase === 'ringing')
  const poster = large ? undefined : ringing[0]
  const rest = calls.filter(call => call !== large && call !== poster)
  return { large, poster, slim: rest.toSorted((one, other) => rank(one) - rank(other)) }
}

// Who waits at the line comes before what is owed.
function rank({ phase }: CallView): number {
  if (phase === 'ringing') return 0
  return phase === 'wrapUp' || phase === 'saving' ? 2 : 1
}
