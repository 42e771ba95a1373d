import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { Button } from '../../parts/Button'
import { gap, Sentence } from '../../parts/Sentence'
import { PeopleList } from './PeopleList'
import type { Finder } from './useFinder'
import { Ways } from './Ways'

interface FinderPanelProps {
  readonly call: CallView
  readonly finder: Finder
  readonly close: () => void
}

/** Whom the caller goes to, found by a few letters, and the two ways of getting them there. The caller stays in sight. */
export function FinderPanel({ call, finder, close }: FinderPanelProps) {
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const primary = useRef<HTMLButtonElement>(null)
  // Enter may be quicker than the list.
  const entered = useRef(false)
  const { candidates, at, chosen } = finder

  useLayoutEffect(() => box.current?.select(), [])
  useLayoutEffect(() => {
    if (entered.current && primary.current) choose()
  })

  function choose() {
    entered.current = primary.current === null
    primary.current?.focus()
  }

  const heed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const to = placeFor(event.key, at, candidates.length)
    if (to !== undefined) {
      entered.current = false
      finder.moveTo(to)
    } else if (event.key === 'Enter' && !event.repeat) choose()
    else return
    event.preventDefault()
  }

  return (
    <section
      aria-label={t('handOver.finder')}
      className={`flex flex-col gap-2 rounded-card bg-raised p-2.5 shadow-card wide:min-h-0 wide:flex-1 ${chosen ? 'tall:min-h-53' : 'tall:min-h-29'}`}
    >
      <div className="flex items-center gap-1.5">
        <div className="relative flex-1">
          <Search aria-hidden="true" className="absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-quiet" />
          <input
            ref={box}
            type="search"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
            autoFocus
            aria-label={t('handOver.search')}
            aria-controls={`${id}-people`}
            aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            dir="auto"
            placeholder={t('handOver.hint')}
            className="field ps-8 [&::-webkit-search-cancel-button]:hidden"
            value={finder.text}
            onChange={event => {
              entered.current = false
              finder.write(event.target.value)
            }}
            onKeyDown={heed}
          />
        </div>
        <Button look="quiet" icon={X} keys="Esc" className="px-2" onClick={close}>
          <span className="sr-only">{t('handOver.close')}</span>
        </Button>
      </div>
      <PeopleList
        id={id}
        finder={finder}
        short={call.phase === 'held'}
        onKeyDown={heed}
        choose={place => {
          finder.moveTo(place)
          if (place === at) choose()
          else entered.current = true
        }}
      />
      {finder.isRead && candidates.length === 0 && (
        <p role="status" className="px-1 text-sm text-quiet">
          {finder.failed ? (
            t('handOver.unread')
          ) : finder.text.trim() === '' ? (
            t('handOver.noPeople')
          ) : (
            <Sentence text={t('handOver.nobody', { words: gap })}>
              <bdi>{finder.text.trim()}</bdi>
            </Sentence>
          )}
        </p>
      )}
      {chosen && <Ways call={call} to={chosen} primary={primary} />}
    </section>
  )
}

function placeFor(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1)
  return key === 'ArrowUp' ? Math.max(at - 1, 0) : undefined
}
