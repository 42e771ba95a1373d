import { LogOut, NotebookText, Phone, Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { attempt, practise, useDesk } from '../../bridge/desk'
import { Switch } from '../../parts/Switch'
import { timeOfDay } from '../../parts/spans'
import { Accounts } from './Accounts'
import { RegistrationStatus } from './RegistrationStatus'

/** A room that one opens by oneself, and leaves again. */
export type SideRoom = 'records' | 'settings'

interface MastheadProps {
  readonly open: (room: SideRoom) => void
  /** Opens the dial box; undefined where it is on the screen already. */
  readonly dial: (() => void) | undefined
  /** No other way out of practice is on the screen. */
  readonly wayOut: boolean
}

/** What stands above every room: whether calls can reach us, whether they may ring, and what is still owed. */
export function Masthead({ open, dial, wayOut }: MastheadProps) {
  const { t, i18n } = useTranslation()
  const until = useDesk(desk => desk.doNotDisturb?.until)
  const count = useDesk(desk => desk.openRecords)
  const practises = useDesk(desk => desk.practice)
  return (
    <header className="flex flex-wrap items-center gap-x-1 gap-y-0.5 border-b border-line bg-surface px-2 py-1 text-sm">
      <h1 className="sr-only">{t('app')}</h1>
      <div className="flex min-w-24 flex-1 flex-wrap items-center gap-x-1">
        <RegistrationStatus />
        {wayOut && practises && (
          <button
            type="button"
            aria-label={t('practice.leave')}
            title={t('practice.leave')}
            onClick={() => practise({ type: 'leave' })}
            className="inline-flex min-h-8 items-center gap-1 rounded-card px-1 hover:bg-sunken"
          >
            <LogOut aria-hidden="true" className="size-4 shrink-0" />
            {t('practice.leaveShort')}
          </button>
        )}
      </div>
      <Accounts />
      <div className="flex flex-col">
        <Switch
          label={t('dnd.label')}
          on={until !== undefined}
          onTurn={on =>
            attempt(
              on
                ? { type: 'choosePresence', presence: 'dnd', span: 'hour' }
                : { type: 'choosePresence', presence: 'available' },
            )
          }
        />
        {until !== undefined && (
          <span className="-mt-1 pl-11 text-xs text-quiet">
            {t('dnd.until', { time: timeOfDay(until, i18n.language) })}
          </span>
        )}
      </div>
      <div className="ms-auto flex items-center gap-x-0.5">
        {dial && (
          <button
            type="button"
            aria-label={t('reception.open')}
            aria-keyshortcuts="Alt+P"
            title={`${t('reception.open')} (Alt P)`}
            onClick={dial}
            className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-card hover:bg-sunken"
          >
            <Phone aria-hidden="true" className="size-4.5 shrink-0" />
          </button>
        )}
        <button
          type="button"
          title={dial && t('records.open')}
          onClick={() => open('records')}
          className="inline-flex min-h-8 items-center gap-1 rounded-card px-1 hover:bg-sunken"
        >
          <NotebookText aria-hidden="true" className="size-4.5 shrink-0" />
          {/* With the dial button there it would be one line too many in a small window. */}
          <span className={dial ? 'sr-only wide:not-sr-only' : ''}>{t('records.open')}</span>
          <span
            data-testid="open-records"
            className={
              count > 0
                ? 'min-w-6 rounded-full bg-deep-back px-1.5 text-center text-sm font-semibold text-deep'
                : 'sr-only'
            }
          >
            {count}
          </span>
        </button>
        <button
          type="button"
          data-room="settings"
          aria-label={t('settings.open')}
          title={t('settings.open')}
          onClick={() => open('settings')}
          className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-card hover:bg-sunken"
        >
          <Settings aria-hidden="true" className="size-4.5 shrink-0" />
        </button>
      </div>
    </header>
  )
}
