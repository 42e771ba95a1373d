import { useEffect, useState } from 'react'
import type { RecordsPage } from '../../../electron/contract/contract'
import { askRecords, useBridge, useDesk } from '../../bridge/desk'

const perPage = 50

/** What was read of the journal; `undefined` until it has been read once. */
export interface RecordsRead {
  readonly page: RecordsPage | undefined
  readonly failed: boolean
}

/** The records that match, read again whenever the desk may have changed one. */
export function useRecords(search: string, pages = 1): RecordsRead {
  const [read, setRead] = useState<RecordsRead>({ page: undefined, failed: false })
  const open = useDesk(desk => desk.openRecords)
  const onDesk = useDesk(desk => desk.calls.map(({ callId, phase }) => `${callId} ${phase}`).join())
  // In practice it is another journal.
  const whose = useDesk(desk => desk.accounts.map(({ accountId }) => accountId).join())
  const up = useBridge(shown => shown.up)

  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const replies = await Promise.all(
        Array.from({ length: pages }, (_, page) =>
          askRecords({ search: search.trim(), offset: page * perPage, limit: perPage }),
        ),
      )
      if (!wanted) return
      const good = replies.flatMap(reply => (reply.ok ? [reply.value] : []))
      if (good.length < replies.length) return setRead(({ page }) => ({ page, failed: true }))
      const records = good.flatMap(page => page.records)
      const unique = [...new Map(records.map(record => [record.callId, record])).values()]
      setRead({ page: { records: unique, total: good[0]?.total ?? 0 }, failed: false })
    }
    void ask()
    return () => {
      wanted = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what may have changed a record asks again
  }, [search, pages, open, onDesk, whose, up])

  return read
}
