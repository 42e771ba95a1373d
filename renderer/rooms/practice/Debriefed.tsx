import { PhoneIncoming, RotateCcw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../../domain/desk/Settings'
import type { Remark } from '../../../domain/practice/Debrief'
import type { CallDebriefed, SceneOffered } from '../../../domain/practice/PracticeView'
import { practise } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { SlotsCompared } from './SlotsCompared'

interface DebriefedProps {
  readonly debriefs: readonly CallDebriefed[]
  readonly scene: SceneOffered
  readonly language: Locale
}

/** How a practised call went: one thing to do better, what went well, and what was caught. */
export function Debriefed({ debriefs, scene, language }: DebriefedProps) {
  const { t } = useTranslation(['ui', 'practice'])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section
      aria-label={t('debrief.title', { ns: 'practice' })}
      data-testid="debrief"
      className="space-y-4 rounded-card bg-raised p-4 shadow-card"
    >
      <header>
        <p lang={language} className="text-sm text-quiet">
          {scene.title}
        </p>
        <h2 ref={heading} tabIndex={-1} className="mt-1.5 rounded-card text-xl font-semibold">
          {t('debrief.title', { ns: 'practice' })}
        </h2>
      </header>
      {debriefs.map(({ caller, name, debrief }) => (
        <div key={caller} className="space-y-3">
          {debriefs.length > 1 && <h3 className="font-semibold">{name}</h3>}
          <div className="rounded-card border border-accent p-3">
            {debrief.next && <p className="text-sm text-quiet">{t('debrief.next', { ns: 'practice' })}</p>}
            <p data-testid="debrief-next" className="text-lg leading-snug font-medium text-balance">
              {debrief.next ? <Words remark={debrief.next} /> : t('debrief.nothing', { ns: 'practice' })}
            </p>
          </div>
          <Remarks heading={t('debrief.good', { ns: 'practice' })} remarks={debrief.good} />
          <Remarks heading={t('debrief.better', { ns: 'practice' })} remarks={debrief.better.slice(1)} />
          <SlotsCompared slots={debrief.slots} />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" onClick={() => practise({ type: 'closeDebrief' })}>
          {t('practice.done')}
        </Button>
        <Button icon={RotateCcw} onClick={() => practise({ type: 'ring', scene: scene.id })}>
          {t('practice.again')}
        </Button>
        <Button
          big
          look="next"
          icon={PhoneIncoming}
          className="flex-1"
          onClick={() => practise({ type: 'ring', scene: null })}
        >
          {t('practice.next')}
        </Button>
      </div>
    </section>
  )
}

function Words({ remark: { key, values } }: { readonly remark: Remark }) {
  const { t } = useTranslation('practice')
  return t(`debrief.remark.${key}`, values)
}

function Remarks({ heading, remarks }: { readonly heading: string; readonly remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null
  return (
    <div>
      <h3 className="text-sm font-medium">{heading}</h3>
      <ul className="list-disc space-y-1 ps-5">
        {remarks.map(remark => (
          <li key={remark.key}>
            <Words remark={remark} />
          </li>
        ))}
      </ul>
    </div>
  )
}
