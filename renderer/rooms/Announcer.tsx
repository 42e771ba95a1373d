import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { groupsOf } from '../parts/numbers'
import { callWho } from './callWho'

/** Says a ring aloud to those who hear the screen: the line first, then who. It is always there, so that it is heard. */
export function Announcer({ ringing }: { readonly ringing: readonly CallView[] }) {
  const { t } = useTranslation()
  return (
    <div aria-live="assertive" className="sr-only">
      {ringing.map(call => {
        const { name, number, withheld } = callWho(call)
        const line = t(`line.spoken.${call.inForce}`)
        const digits = groupsOf(number, call.country).join(' ')
        const words = name ? 'named' : withheld ? 'withheld' : 'numberOnly'
        return <p key={call.callId}>{t(`incoming.announce.${words}`, { line, name, number: digits })}</p>
      })}
    </div>
  )
}
