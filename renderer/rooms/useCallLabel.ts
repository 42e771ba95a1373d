import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { useDesk } from '../bridge/desk'
import { callWho, shortName } from './callWho'

/** What a screen reader calls this call's card. Of several with one name, those after the first say which they are. */
export function useCallLabel(call: CallView): string {
  const { t } = useTranslation()
  const who = shortName(callWho(call), t)
  const place = useDesk(({ calls }) =>
    calls
      .filter(({ phase }) => phase !== 'ringing')
      .filter(each => shortName(callWho(each), t) === who)
      .findIndex(({ callId }) => callId === call.callId),
  )
  return place > 0 ? t('call.regionOfMany', { who, count: place + 1, ordinal: true }) : t('call.region', { who })
}
