import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../../domain/desk/DeskView'
import { spell } from '../../../../domain/phrases/spell'
import phrases from '../../../../assets/phrases.en.json'
import { groupsOf } from '../../../parts/numbers'

type Letter = keyof typeof phrases.alphabet

const isLetter = (letter: string | undefined): letter is Letter => letter !== undefined && letter in phrases.alphabet

/** What one reads back to the caller: the number in groups, the name letter by letter. */
export function ReadBack({ call: { capture, country } }: { readonly call: CallView }) {
  const { t } = useTranslation(['ui', 'phrases'])
  const { callerName, contact } = capture
  if (!callerName.trim() && !contact.trim()) return <p className="text-sm text-quiet">{t('notes.readBackNothing')}</p>
  return (
    <div className="max-h-56 space-y-2 overflow-y-auto rounded-card bg-sunken p-3">
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
          {spell(callerName).map(({ shown, letter }, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- letters repeat; only their place is their own
            <li key={place}>
              {isLetter(letter)
                ? t('notes.spelled', { letter: shown, word: t(`alphabet.${letter}`, { ns: 'phrases' }) })
                : shown}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
