import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreferenceChanges } from '../../../domain/desk/Preferences'
import { attempt, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { LanguageChoice } from './LanguageChoice'
import { PracticeChoice } from './PracticeChoice'
import { RingChoice } from './RingChoice'

/** What a person may choose for themselves. Everything holds at once, and there is nothing to save. */
export function Settings({ leave }: { readonly leave: () => void }) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const preferences = useDesk(desk => desk.preferences)
  const prefer = (changes: PreferenceChanges) => attempt({ type: 'prefer', changes })
  // Whoever came by keyboard goes on from here.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-label={t('settings.heading')} className="mx-auto flex w-full max-w-2xl flex-col gap-3 p-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button look="quiet" icon={ArrowLeft} onClick={leave}>
          {t('settings.back')}
        </Button>
        <h2 ref={heading} tabIndex={-1} className="rounded-card px-1 text-lg font-semibold">
          {t('settings.heading')}
        </h2>
      </header>
      <Group heading={t('settings.language.heading')}>
        <LanguageChoice
          label={t('settings.language.app')}
          hint={t('settings.language.appHint')}
          chosen={preferences.locale}
          choose={locale => prefer({ locale })}
        />
        <LanguageChoice
          label={t('settings.language.phrases')}
          hint={t('settings.language.phrasesHint')}
          chosen={preferences.phrases}
          choose={phrases => prefer({ phrases })}
        />
      </Group>
      <Group heading={t('settings.ring.heading')}>
        <RingChoice ring={preferences.ring} choose={ring => prefer({ ring })} />
      </Group>
      <PracticeChoice leave={leave} />
    </section>
  )
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section className="space-y-4 rounded-card bg-raised p-4 shadow-card">
      <h3 className="font-semibold">{heading}</h3>
      {children}
    </section>
  )
}
