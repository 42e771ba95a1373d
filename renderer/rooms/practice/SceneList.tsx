import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../../domain/desk/Settings'
import type { SceneOffered, SceneRefused } from '../../../domain/practice/PracticeView'
import { practise } from '../../bridge/desk'
import { Disclosure } from '../../parts/Disclosure'

interface SceneListProps {
  readonly scenes: readonly SceneOffered[]
  /** In which they are told. */
  readonly language: Locale
  readonly tried: readonly string[]
  readonly refused: readonly SceneRefused[]
}

const levels = { 1: '1', 2: '2', 3: '3' } as const
const levelOf = (level: number) => levels[level as keyof typeof levels] ?? '3'

/** Every call that can be practised. One press, and it rings. */
export function SceneList({ scenes, language, tried, refused }: SceneListProps) {
  const { t } = useTranslation()
  return (
    <div>
      <Disclosure label={t('practice.scenes')} panelClassName="pt-1">
        <ul className="divide-y divide-line">
          {scenes.map(({ id, title, about, level }) => (
            <li key={id}>
              <button
                type="button"
                data-scene={id}
                onClick={() => practise({ type: 'ring', scene: id })}
                className="block w-full rounded-card px-2 py-2 text-start hover:bg-sunken"
              >
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span lang={language} className="font-medium">
                    {title}
                  </span>
                  <span className="text-sm text-quiet">{t(`practice.level.${levelOf(level)}`)}</span>
                  {tried.includes(id) && (
                    <span className="inline-flex items-center gap-1 text-sm text-internal">
                      <Check aria-hidden="true" className="size-3.5" />
                      {t('practice.tried')}
                    </span>
                  )}
                </span>
                <span lang={language} className="block text-sm text-quiet">
                  {about}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {refused.map(({ file, line, reason }) => (
          <p key={file} className="mt-2 text-sm text-warn">
            {t('practice.refused', { file, line, reason })}
          </p>
        ))}
      </Disclosure>
    </div>
  )
}
