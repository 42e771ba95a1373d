import { useTranslation } from 'react-i18next'
import { useBridge, useDesk } from '../../bridge/desk'
import { FirstDoors } from '../practice/FirstDoors'
import { PracticeRoom } from '../practice/PracticeRoom'
import { useRecords } from '../records/useRecords'
import { ConnectFirst } from './ConnectFirst'
import { DialBox } from './DialBox'
import { DueRecords } from './DueRecords'
import { Findings } from './Findings'
import { RecentCalls } from './RecentCalls'

interface ReceptionProps {
  readonly hidden: boolean
  /** What stands in the dial box. */
  readonly number: string
  readonly setNumber: (number: string) => void
  readonly finish: (callId: string) => void
}

/** Between calls: what is still owed first, then calling somebody, then what has been. */
export function Reception({ hidden, number, setNumber, finish }: ReceptionProps) {
  const { t } = useTranslation()
  const connected = useDesk(desk => desk.accounts.length > 0)
  const offered = useBridge(({ practice }) => practice.offered)
  const firstMorning = offered && !connected
  const { page, failed } = useRecords('')
  const fill = (chosen: string) => {
    setNumber(chosen)
    document.querySelector<HTMLInputElement>('[data-dial]')?.focus()
  }
  return (
    <section
      hidden={hidden}
      aria-label={t('reception.heading')}
      className="mx-auto flex w-full max-w-5xl flex-col gap-5 p-4 wide:grid wide:grid-cols-[20rem_minmax(0,1fr)] wide:items-start wide:gap-8"
    >
      <div className="flex flex-col gap-5">
        <Findings />
        {firstMorning ? <FirstDoors /> : !connected && <ConnectFirst />}
        <PracticeRoom />
        <DueRecords records={page?.records.filter(({ state }) => state === 'open') ?? []} finish={finish} />
        {connected && <DialBox text={number} setText={setNumber} hidden={hidden} />}
      </div>
      {!(firstMorning && page?.total === 0) && (
        <RecentCalls records={page?.records.filter(({ state }) => state === 'closed')} failed={failed} fill={fill} />
      )}
    </section>
  )
}
