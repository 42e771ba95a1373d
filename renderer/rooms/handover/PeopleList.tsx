import { Circle } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { intoView } from '../../parts/intoView'
import type { Candidate } from './candidates'
import type { Finder } from './useFinder'

interface PeopleListProps {
  readonly id: string
  readonly finder: Finder
  /** There is little room below a caller on hold. */
  readonly short: boolean
  readonly choose: (place: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Who was found. What we believe of each is said beside them, and so far that is nothing. */
export function PeopleList({ id, finder: { candidates, at }, short, choose, onKeyDown }: PeopleListProps) {
  const { t } = useTranslation()
  return (
    <div
      role="listbox"
      id={`${id}-people`}
      aria-label={t('handOver.people')}
      tabIndex={candidates.length > 0 ? 0 : -1}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
      className={`${short ? 'max-h-27' : 'max-h-39'} short:shrink-0 overflow-y-auto rounded-md border border-line empty:border-transparent wide:max-h-none wide:min-h-24 wide:flex-1`}
    >
      {candidates.map((candidate, place) => (
        <div
          // Two colleagues may share a name, and have no number either.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${candidate.name} ${candidate.number} ${place}`}
          id={`${id}-${place}`}
          ref={place === at ? intoView : undefined}
          role="option"
          aria-selected={place === at}
          data-lamp="unknown"
          onClick={() => choose(place)}
          className={`flex min-h-11 cursor-pointer flex-col justify-center px-2.5 py-1 ${
            place === at ? 'bg-accent text-on-accent' : 'hover:bg-sunken'
          }`}
        >
          <Row candidate={candidate} lit={place === at} />
        </div>
      ))}
    </div>
  )
}

function Row({ candidate: { name, number, department, isTyped }, lit }: { candidate: Candidate; lit: boolean }) {
  const { t } = useTranslation()
  const quiet = lit ? '' : 'text-quiet'
  return (
    <>
      <span className="flex items-baseline gap-3">
        <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>{' '}
        {!isTyped && (
          <span className={`shrink-0 tabular-nums ${number ? '' : `text-sm ${quiet}`}`}>
            {number || t('handOver.noExtension')}
          </span>
        )}
      </span>{' '}
      <span className={`flex items-baseline gap-3 text-sm ${quiet}`}>
        <bdi className="min-w-0 flex-1 truncate">{isTyped ? t('handOver.typed') : department}</bdi>{' '}
        <span className="inline-flex shrink-0 items-center gap-1">
          <Circle aria-hidden="true" className="size-2.5" />
          {t('handOver.lampUnknown')}
        </span>
      </span>
    </>
  )
}
