import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt, useDesk } from '../../bridge/desk'
import { gap, Sentence } from '../../parts/Sentence'
import type { Candidate } from './candidates'

interface WaysProps {
  readonly call: CallView
  readonly to: Candidate
  readonly primary: RefObject<HTMLButtonElement | null>
}

/** The two ways to hand a caller over. The usual one stands in the corner and takes Enter. */
export function Ways({ call: { callId }, to, primary }: WaysProps) {
  const { t } = useTranslation()
  const { default: usual, method } = useDesk(desk => desk.handOver)
  const told = useDesk(desk => desk.notice?.told)
  const { name, number } = to
  const tried = useRef({ what: '', legId: '' })
  const go = (way: 'announce' | 'send') => {
    // One id for one try, so that pressing twice rings once; after a refusal it is another try.
    const what = `${number} ${told ?? ''}`
    if (tried.current.what !== what) tried.current = { what, legId: crypto.randomUUID() }
    attempt({ type: 'handOver', callId, legId: tried.current.legId, to: { name, number }, way })
  }
  if (number === '') {
    return (
      <p role="status" className="px-1 text-sm">
        <Sentence text={t('handOver.unreachable', { name: gap })}>
          <bdi>{name}</bdi>
        </Sentence>
      </p>
    )
  }
  const other = usual === 'announce' ? 'send' : 'announce'
  const ways = method === 'refer' ? (['send'] as const) : ([other, usual] as const)
  return (
    <div className="flex flex-wrap gap-2">
      {ways.map((way, place) => {
        const isUsual = place === ways.length - 1
        return (
          <button
            key={way}
            type="button"
            ref={isUsual ? primary : undefined}
            aria-label={t(`handOver.${way}`, { name })}
            title={t(`handOver.${way}Hint`)}
            onClick={() => go(way)}
            className={`flex min-h-12 min-w-36 flex-1 flex-col justify-between rounded-card border px-2.5 py-1.5 text-start ${
              isUsual
                ? 'border-transparent bg-accent text-on-accent hover:bg-accent-deep'
                : 'border-edge bg-raised hover:bg-sunken'
            }`}
          >
            <span className="line-clamp-2 leading-tight font-semibold wrap-anywhere">
              <Sentence text={t(`handOver.${way}`, { name: gap })}>
                <bdi>{name}</bdi>
              </Sentence>
            </span>
            <span aria-hidden="true" className="flex items-baseline gap-1 text-sm">
              {/* Hints, and no part of the name by which one calls the button; the first is its title, too. */}
              <span className="flex-1 before:content-[attr(data-hint)]" data-hint={t(`handOver.${way}Hint`)} />
              {isUsual && <span className="text-xs opacity-80 before:content-['Enter'] tiny:hidden" />}
            </span>
          </button>
        )
      })}
    </div>
  )
}
