import { useId } from 'react'
import { type Locale, locales } from '../../../domain/desk/Settings'
import { languageNames } from '../../strings/languages'

interface LanguageChoiceProps {
  readonly label: string
  readonly hint: string
  readonly chosen: Locale
  readonly choose: (locale: Locale) => void
}

/** One of the languages we know, each by its own name. */
export function LanguageChoice({ label, hint, chosen, choose }: LanguageChoiceProps) {
  const id = useId()
  return (
    <fieldset role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`}>
      <legend id={`${id}-label`} className="text-sm font-medium">
        {label}
      </legend>
      <p id={`${id}-hint`} className="text-sm text-quiet">
        {hint}
      </p>
      <div className="flex flex-wrap gap-x-6">
        {locales.map(locale => (
          <label key={locale} lang={locale} className="inline-flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name={id}
              className="size-4 shrink-0"
              checked={chosen === locale}
              onChange={() => choose(locale)}
            />
            {languageNames[locale]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
