import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import 'uplot/dist/uPlot.min.css'
import { type PractisedCall, progressColumns } from '../../../domain/practice/Progress'
import type { ProgressLines } from './drawProgress'

/** How one is getting on: what was caught, and how often a call ended as it should, call after call. */
export function Progress({ calls }: { readonly calls: readonly PractisedCall[] }) {
  const { t } = useTranslation('practice')
  const host = useRef<HTMLDivElement>(null)
  const { caughtPercent, endedRightPercent } = progressColumns(calls)
  const last = endedRightPercent.at(-1)
  const slots = t('progress.slots')
  const right = t('progress.right')
  const drawn = JSON.stringify([caughtPercent, endedRightPercent])

  useEffect(() => {
    const element = host.current
    if (!element || calls.length < 2) return undefined
    let isGone = false
    let takeAway: (() => void) | undefined
    // Nobody waits for the pencil before there is something to draw.
    void import('./drawProgress').then(({ drawProgress }) => {
      if (!isGone) takeAway = drawProgress(element, JSON.parse(drawn) as ProgressLines)
    })
    return () => {
      isGone = true
      takeAway?.()
    }
  }, [host, drawn, calls.length])

  if (calls.length === 0) return <p className="px-1 text-sm text-quiet">{t('progress.none')}</p>
  return (
    <section aria-label={t('progress.title')} className="rounded-card bg-raised p-4 shadow-card">
      <h2 className="mb-1 font-semibold">{t('progress.title')}</h2>
      <dl className="mb-2 flex flex-wrap gap-x-5 text-sm">
        <Legend label={slots} value={caughtPercent.at(-1)} line="border-accent" />
        <Legend label={right} value={last} line="border-dashed border-internal-edge" />
      </dl>
      <div ref={host} aria-hidden="true" />
    </section>
  )
}

interface LegendProps {
  readonly label: string
  readonly value: number | undefined
  readonly line: string
}

function Legend({ label, value, line }: LegendProps) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true" className={`w-6 border-t-2 ${line}`} />
      <dt className="text-quiet">{label}</dt>
      <dd className="font-semibold tabular-nums">{value === undefined ? '–' : `${value} %`}</dd>
    </div>
  )
}
