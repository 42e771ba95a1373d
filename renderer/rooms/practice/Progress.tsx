import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { type PractisedCall, progressColumns } from '../../../domain/practice/Progress'

const height = 150

/** How one is getting on: what was caught, and how often a call ended as it should, call after call. */
export function Progress({ calls }: { readonly calls: readonly PractisedCall[] }) {
  const { t } = useTranslation('practice')
  const place = useRef<HTMLDivElement>(null)
  const { caughtPercent, endedRightPercent } = progressColumns(calls)
  const last = endedRightPercent.at(-1)
  const slots = t('progress.slots')
  const right = t('progress.right')
  const drawn = JSON.stringify([caughtPercent, endedRightPercent])

  useEffect(() => {
    const { current } = place
    if (!current || calls.length < 2) return undefined
    const columns = JSON.parse(drawn) as (number | null)[][]
    const style = getComputedStyle(document.documentElement)
    const colour = (name: string) => style.getPropertyValue(name)
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } }
    const chart = new uPlot(
      {
        width: current.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false }, y: { range: [0, 100] } },
        axes: [
          { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100] },
          { ...axis, size: 40 },
        ],
        series: [
          {},
          { label: slots, stroke: colour('--accent'), width: 2, points: { size: 7 } },
          { label: right, stroke: colour('--internal-edge'), width: 2, dash: [6, 4], points: { show: false } },
        ],
      },
      [calls.map((_, place) => place + 1), ...columns] as uPlot.AlignedData,
      current,
    )
    const resized = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }))
    resized.observe(current)
    return () => {
      resized.disconnect()
      chart.destroy()
    }
  }, [drawn, calls, slots, right])

  if (calls.length === 0) return <p className="px-1 text-sm text-quiet">{t('progress.none')}</p>
  return (
    <section aria-label={t('progress.title')} className="rounded-card bg-raised p-4 shadow-card">
      <h2 className="mb-1 font-semibold">{t('progress.title')}</h2>
      <dl className="mb-2 flex flex-wrap gap-x-5 text-sm">
        <Legend label={slots} value={caughtPercent.at(-1)} line="border-accent" />
        <Legend label={right} value={last} line="border-dashed border-internal-edge" />
      </dl>
      <div ref={place} aria-hidden="true" />
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
