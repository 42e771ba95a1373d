import type { TFunction } from 'i18next'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../domain/assertNever'
import { type Finding, isUnfinished } from '../../../domain/desk/Finding'
import { attempt, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'

type Damage = Extract<Finding, { kind: 'journal-damaged' }>

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
        {findings.map((finding, at) => {
          const [happened, todo] = findingText(finding, t)
          return (
            <li
              key={`${finding.kind} ${at}`}
              aria-live={isUnfinished(finding) ? 'off' : undefined}
              className="flex gap-2.5 wrap-anywhere"
            >
              <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-warn" />
              <div>
                <p>{happened}</p>
                <p className="text-sm text-quiet">{todo}</p>
              </div>
            </li>
          )
        })}
      </ul>
      {findings.every(isUnfinished) ? null : (
        <p className="text-end">
          <Button onClick={() => attempt({ type: 'dismissFindings' })}>{t('findings.understood')}</Button>
        </p>
      )}
    </div>
  )
}

function findingText(finding: Finding, t: TFunction): readonly [happened: string, todo: string] {
  switch (finding.kind) {
    case 'journal-damaged':
      return damageText(finding, t)
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

function damageText(damage: Damage, t: TFunction): readonly [happened: string, todo: string] {
  const { carriedOver: count, unreadable, left, keptAs: file, waitingFor } = damage
  if (waitingFor !== undefined) {
    return [t('findings.journal-waiting', { words: waitingFor }), t('findings.journal-waiting-do', { file })]
  }
  const isEarlier = damage.from === 'earlier'
  if (left > 0) {
    return [
      isEarlier ? t('findings.journal-taking-over', { count, left }) : t('findings.journal-mending', { count, left }),
      isEarlier ? t('findings.journal-earlier-do') : t('findings.journal-mending-do', { file }),
    ]
  }
  if (isEarlier) return [t('findings.journal-earlier', { count, file }), t('findings.journal-earlier-do')]
  return [
    unreadable > 0
      ? t('findings.journal-damaged-unreadable', { count, file, lost: unreadable })
      : t('findings.journal-damaged', { count, file }),
    t('findings.journal-damaged-do'),
  ]
}
