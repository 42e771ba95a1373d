import { Languages } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Key } from '../../parts/Key'
import { languageNames, otherLanguage } from '../../strings/languages'

/** In which language this caller is spoken to, and one press to speak the other. */
export function LanguageToggle({ call: { callId, language } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const other = otherLanguage(language)
  return (
    <button
      type="button"
      aria-keyshortcuts="Alt+L"
      title={t('call.speak', { language: languageNames[other] })}
      onClick={() => attempt({ type: 'speakIn', callId, language: other })}
      className="inline-flex min-h-8 min-w-11 tiny:min-w-8 shrink-0 flex-col items-center gap-0.5 rounded-card p-1 text-xs hover:bg-sunken"
    >
      <Languages aria-hidden="true" className="size-4 shrink-0" />
      <span className="sr-only">{t('call.language')}</span>{' '}
      <span lang={language} className="tiny:sr-only">
        {languageNames[language]}
      </span>
      <span className="contents short:hidden">
        <Key>Alt L</Key>
      </span>
    </button>
  )
}
