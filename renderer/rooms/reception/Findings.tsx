import type { TFunction } from 'i18next'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../domain/assertNever'
import type { Finding } from '../../../domain/desk/Finding'
import { attempt, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'

/** What was found broken at the start: what happened, what is safe, what to do. It stays until it has been read. */
export function Findings() {
  const { t } = useTranslation()
  const findings = useDesk(desk => desk.findings)
  if (findings.length === 0) return null
  return (
    <div
      role="alert"
      aria-label={t('findings.label')}
      className="space-y-3 rounded-card border border-warn bg-raised p-3 shadow-card"
    >
      <ul className="space-y-3">
        {findings.map(finding => {
          const [happened, todo] = findingText(finding, t)
          return (
            <li key={happened} className="flex gap-2.5 wrap-anywhere">
              <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-warn" />
              <div>
                <p>{happened}</p>
                <p className="text-sm text-quiet">{todo}</p>
              </div>
            </li>
          )
        })}
      </ul>
      <p className="text-end">
        <Button onClick={() => attempt({ type: 'dismissFindings' })}>{t('findings.understood')}</Button>
      </p>
    </div>
  )
}

function findingText(finding: Finding, t: TFunction): readonly [happened: string, todo: string] {
  switch (finding.kind) {
    case 'journal-damaged':
      return [
        t('findings.journal-damaged', { count: finding.carriedOver, file: finding.keptAs }),
        t('findings.journal-damaged-do'),
      ]
    case 'settings-broken':
      return [
        t('findings.settings-broken', { file: finding.keptAs }),
        t('findings.settings-broken-do', { words: finding.mistake }),
      ]
    case 'people-skipped':
      return [
        t('findings.people-skipped', { count: finding.lines, file: finding.file }),
        t('findings.people-skipped-do', { words: finding.first }),
      ]
    default:
      return assertNever(finding)
  }
}
