import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { desiredResponses } from '../../../../domain/capture/Capture'
import type { CallView } from '../../../../domain/desk/DeskView'
import { attempt } from '../../../bridge/desk'

/** What the caller wants to happen next. */
export function ResponseChoice({ call, wanted }: { readonly call: CallView; readonly wanted: boolean }) {
  const { t } = useTranslation()
  const name = useId()
  const { callId, capture } = call
  return (
    <fieldset
      role="radiogroup"
      aria-labelledby={`${name}-words`}
      aria-invalid={wanted}
      className={wanted ? 'framed' : ''}
    >
      <legend id={`${name}-words`} className="mb-0.5 text-sm font-medium">
        {t('notes.response')}
      </legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(11.5rem,100%),1fr))] gap-x-3">
        {desiredResponses.map((response, place) => (
          <label key={response} className="inline-flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name={name}
              data-slot={place === 0 ? 'response' : undefined}
              className="size-4 shrink-0"
              checked={capture.response === response}
              onChange={() => attempt({ type: 'chooseResponse', callId, response })}
            />
            {t(`notes.responses.${response}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
