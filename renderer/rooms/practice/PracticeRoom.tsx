import { LogOut, PhoneIncoming } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { practise } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { Debriefed } from './Debriefed'
import { Progress } from './Progress'
import { SceneList } from './SceneList'
import { usePractice } from './usePractice'

/** Between practice calls: how the last one went, which one to take next, and how one is getting on. */
export function PracticeRoom() {
  const { t } = useTranslation()
  const practice = usePractice()
  if (!practice) return null
  const { stage, scene, progress, scenes, refused } = practice
  return (
    <section aria-label={t('practice.heading')} className="space-y-4">
      {stage === 'debriefed' && scene && (
        <Debriefed debriefs={practice.debriefs} scene={scene} language={practice.language} />
      )}
      <div className="space-y-3 rounded-card bg-raised p-4 shadow-card">
        <h2 className="text-lg font-semibold">{t('practice.heading')}</h2>
        <p role="status" className={stage === 'coming' || stage === 'playing' ? 'text-lg font-medium' : 'sr-only'}>
          {stage === 'coming' && t('practice.coming')}
          {stage === 'playing' && t('practice.looking')}
        </p>
        {stage === 'resting' && (
          <Button
            big
            look="next"
            icon={PhoneIncoming}
            className="w-full"
            onClick={() => practise({ type: 'ring', scene: null })}
          >
            {t('practice.ring')}
          </Button>
        )}
        {(stage === 'resting' || stage === 'debriefed') && (
          <SceneList
            scenes={scenes}
            language={practice.language}
            tried={progress.map(call => call.scene)}
            refused={refused}
          />
        )}
        <Button look="quiet" icon={LogOut} onClick={() => practise({ type: 'leave' })}>
          {t('practice.leave')}
        </Button>
      </div>
      <Progress calls={progress} />
    </section>
  )
}
