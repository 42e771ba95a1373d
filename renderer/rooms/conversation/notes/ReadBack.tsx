import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../domain/desk/DeskView'
import { spell } from '../../../../domain/phrases/spell'
import { groupsOf } from '../../../parts/numbers'
import { useSpelling } from './useSpelling'

/** What one reads back to the caller: the number in groups, the name letter by letter, in the language of the call. */
export function ReadBack({ call: { capture, country, language } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const inWords = useSpelling(language)
  const { callerName, contact } = capture
  if (!callerName.trim() && !contact.trim()) return <p className="text-sm text-quiet">{t('notes.readBackNothing')}</p>
  return (
    <div className="max-h-56 space-y-2 overflow-y-auto rounded-card bg-sunken p-3" lang={language}>
      {contact.trim() && (
        <p className="flex flex-wrap gap-x-4 text-xl tabular-nums">
          {groupsOf(contact.normalize('NFKC'), country).map((group, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- groups have no name but their place
            <bdi key={place}>{group}</bdi>
          ))}
        </p>
      )}
      {callerName.trim() && (
        <ol className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
          {spell(callerName).map((letter, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- letters repeat; only their place is their own
            <li key={place}>{inWords(letter)}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
