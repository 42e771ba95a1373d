import { Volume2 } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RingPreference } from '../../../domain/desk/Preferences'
import type { LineKind } from '../../../domain/phone/classifyLine'
import { playRing } from '../../audio/playRing'
import { rings } from '../../audio/rings'
import { useBridge } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { useSpeakers } from './useSpeakers'

const lineKinds: readonly LineKind[] = ['external', 'internal', 'unverified']

interface RingChoiceProps {
  readonly ring: RingPreference
  readonly choose: (change: Partial<RingPreference>) => void
}

/** How loud it rings and through what, with each ring to be heard. */
export function RingChoice({ ring, choose }: RingChoiceProps) {
  const { t } = useTranslation()
  const id = useId()
  const speakers = useSpeakers()
  const moved = useBridge(shown => shown.ringMoved)
  const hear = useHearing(ring)
  const percent = Math.round(ring.volume * 100)
  const isGone = ring.output !== '' && !speakers.some(({ deviceId }) => deviceId === ring.output)
  return (
    <>
      <div>
        <label htmlFor={`${id}-volume`} className="text-sm font-medium">
          {t('settings.ring.volume')}
        </label>
        <div className="flex items-center gap-3">
          <input
            id={`${id}-volume`}
            type="range"
            min={0}
            max={100}
            step={5}
            value={percent}
            aria-valuetext={t('settings.ring.percent', { percent })}
            className="min-h-8 max-w-80 min-w-0 flex-1"
            onChange={event => choose({ volume: Number(event.target.value) / 100 })}
          />
          <span aria-hidden="true" className="w-14 text-end text-sm tabular-nums">
            {t('settings.ring.percent', { percent })}
          </span>
        </div>
        {percent === 0 && <p className="text-sm font-medium text-warn">{t('settings.ring.silent')}</p>}
      </div>
      <div>
        <label htmlFor={`${id}-output`} className="text-sm font-medium">
          {t('settings.ring.output')}
        </label>
        <select
          id={`${id}-output`}
          className="field max-w-96"
          value={ring.output}
          onChange={event => choose({ output: event.target.value })}
        >
          <option value="">{t('settings.ring.default')}</option>
          {speakers.map(({ deviceId, label }, place) => (
            <option key={deviceId} value={deviceId}>
              {label || t('settings.ring.unnamed', { number: place + 1 })}
            </option>
          ))}
          {isGone && <option value={ring.output}>{t('settings.ring.gone')}</option>}
        </select>
        {speakers.some(({ label }) => label === '') && (
          <p className="text-sm text-quiet">{t('settings.ring.permission')}</p>
        )}
        <p role="status" className="text-sm font-medium text-warn">
          {(moved || isGone) && t('settings.ring.outputLost')}
        </p>
      </div>
      <div role="group" aria-labelledby={`${id}-hear`}>
        <p id={`${id}-hear`} className="mb-1 text-sm font-medium">
          {t('settings.ring.hear')}
        </p>
        <div className="flex flex-wrap gap-2">
          {lineKinds.map(kind => (
            <Button key={kind} icon={Volume2} onClick={() => hear(kind)}>
              {t(`settings.ring.hearKind.${kind}`)}
            </Button>
          ))}
        </div>
      </div>
    </>
  )
}

const heardForMs = 1_800

/** Plays one ring once. Another press, or leaving the room, stops it. */
function useHearing(ring: RingPreference): (kind: LineKind) => void {
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])
  return kind => {
    stop.current?.()
    const silence = playRing(rings[kind], ring)
    const over = setTimeout(silence, heardForMs)
    stop.current = () => {
      clearTimeout(over)
      silence()
    }
  }
}
