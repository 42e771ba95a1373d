import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { askRecords, deskTime } from '../../bridge/desk'
import { gap, Sentence } from '../../parts/Sentence'
import { dayOrTime } from '../../parts/spans'

/** When this number last called, and what about. Its place is kept, so that nothing moves when the answer comes. */
export function LastCall({ call: { callId, party } }: { readonly call: CallView }) {
  const { t, i18n } = useTranslation()
  const last = useLastCall(callId, party.withheld ? '' : party.number)
  if (!last) return <p className="min-h-6 flex-1" />
  const date = dayOrTime(last.startedAt, deskTime(), i18n.language)
  const about = last.capture.requirement.trim()
  return (
    <p className="flex min-h-6 min-w-40 flex-1 items-start gap-2 text-quiet">
      <History aria-hidden="true" className="mt-1 size-4 shrink-0" />
      <span className="line-clamp-2">
        {about ? (
          <Sentence text={t('incoming.lastCallAbout', { date, about: gap })}>
            <bdi>{about}</bdi>
          </Sentence>
        ) : (
          t('incoming.lastCall', { date })
        )}
      </span>
    </p>
  )
}

function useLastCall(callId: string, number: string): CallRecord | undefined {
  const [last, setLast] = useState<CallRecord>()
  useEffect(() => {
    let wanted = number !== ''
    const look = async () => {
      const reply = await askRecords({ search: number, offset: 0, limit: 10 })
      if (!wanted || !reply.ok) return
      const theirs = reply.value.records.filter(record => record.number === number && record.callId !== callId)
      setLast(theirs.toSorted((one, other) => other.startedAt - one.startedAt)[0])
    }
    if (wanted) void look()
    return () => {
      wanted = false
    }
  }, [callId, number])
  return last
}
