import { useDesk } from '../../bridge/desk'
import { StillUp } from './StillUp'

/** The calls in which the app died, above everything else: somebody is waiting there in silence. */
export function StillUpCalls() {
  const interrupted = useDesk(desk => desk.interrupted)
  if (interrupted.length === 0) return null
  return (
    <div className="shrink-0 space-y-2 px-3 pt-2">
      {interrupted.map((call, before) => (
        <StillUp
          key={call.callId}
          call={call}
          place={before + 1}
          hasKey={call === interrupted.find(({ stage }) => stage === 'stillUp')}
        />
      ))}
    </div>
  )
}
