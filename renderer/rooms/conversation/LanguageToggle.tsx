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
      aria-label={t('call.language', { language: languageNames[language] })}
      title={t('call.speak', { language: languageNames[other] })}
      onClick={() => attempt({ type: 'speakIn', callId, language: other })}
      className="inline-flex min-h-8 shrink-0 flex-col items-center rounded-card px-1.5 py-1 text-sm hover:bg-sunken"
    >
      <span className="inline-flex items-center gap-1">
        <Languages aria-hidden="true" className="size-4 shrink-0" />
        <span lang={language}>{t(`call.languageShort.${language}`)}</span>
      </span>
      <Key>Alt L</Key>
    </button>
  )
}
