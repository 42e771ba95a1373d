import { ArrowLeft, Search } from 'lucide-react'
import { useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { RecordDetails } from './RecordDetails'
import { RecordRow } from './RecordRow'
import { useRecords } from './useRecords'

interface RecordsProps {
  readonly leave: () => void
  readonly finish: (callId: string) => void
}

/** The journal: what is open first, then the newest; all of one record beside it where there is room. */
export function Records({ leave, finish }: RecordsProps) {
  const { t } = useTranslation()
  const id = useId()
  const [search, setSearch] = useState('')
  const [pages, setPages] = useState(1)
  const [chosen, setChosen] = useState<string>()
  const open = useDesk(desk => desk.openRecords)
  const { page, failed } = useRecords(useDeferredValue(search), pages)
  const record = page?.records.find(({ callId }) => callId === chosen)

  return (
    <section aria-label={t('records.heading')} className="mx-auto flex w-full max-w-6xl flex-col gap-3 p-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button look="quiet" icon={ArrowLeft} onClick={leave}>
          {t('records.back')}
        </Button>
        <h2 className="text-lg font-semibold">{t('records.heading')}</h2>
        <p className="ms-auto text-sm text-quiet">{t('records.openCount', { count: open })}</p>
      </header>
      <div className="relative">
        <Search aria-hidden="true" className="absolute start-3 top-1/2 size-4 -translate-y-1/2 text-quiet" />
        <input
          id={id}
          type="search"
          aria-label={t('records.search')}
          placeholder={t('records.search')}
          className="field ps-9"
          maxLength={200}
          dir="auto"
          value={search}
          onChange={event => {
            setSearch(event.target.value)
            setPages(1)
          }}
        />
      </div>
      {failed && <p role="alert">{t('reception.noRecordsRead')}</p>}
      <div className="wide:grid wide:grid-cols-[minmax(20rem,2fr)_3fr] wide:items-start wide:gap-4">
        <div>
          <ul aria-label={t('records.list')} className="divide-y divide-line">
            {page?.records.map(each => (
              <RecordRow
                key={each.callId}
                record={each}
                chosen={each.callId === chosen}
                choose={() => setChosen(each.callId === chosen ? undefined : each.callId)}
                finish={() => finish(each.callId)}
              />
            ))}
          </ul>
          {page && page.records.length === 0 && (
            <p className="p-4 text-quiet">
              {search.trim() ? (
                <Sentence text={t('records.noneFound', { words: gap })}>
                  <bdi>{search}</bdi>
                </Sentence>
              ) : (
                t('records.none')
              )}
            </p>
          )}
          {page && page.total > page.records.length && (
            <Button className="mt-2 w-full" onClick={() => setPages(pages + 1)}>
              {t('records.more')}
            </Button>
          )}
        </div>
        <div className="hidden wide:sticky wide:top-3 wide:block">
          {record ? (
            <RecordDetails record={record} />
          ) : (
            page && page.records.length > 0 && <p className="p-4 text-quiet">{t('records.pick')}</p>
          )}
        </div>
      </div>
    </section>
  )
}
