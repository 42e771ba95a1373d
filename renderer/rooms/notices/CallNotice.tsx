import { useDesk } from '../../bridge/desk'
import { NoticeAlert } from './NoticeAlert'
import { type NoticePlace, placeOf } from './placeOf'

/** What the desk says about one call, on that call's card. */
export function CallNotice({ callId }: { readonly callId: string }) {
  const notice = useDesk(desk => desk.notice)
  const place = useDesk(desk => desk.notice && placeOf(desk.notice, desk))
  return notice && notice.callId === callId && place === 'call' ? <NoticeAlert notice={notice} /> : null
}

/** What the desk says that belongs to no call. */
export function NoticeAt({ place }: { readonly place: Exclude<NoticePlace, 'call' | 'gate' | 'stillUp'> }) {
  const notice = useDesk(desk => desk.notice)
  const here = useDesk(desk => desk.notice && placeOf(desk.notice, desk)) === place
  return notice && here ? <NoticeAlert notice={notice} /> : null
}
