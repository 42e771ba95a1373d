import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextSlot } from '../../../../domain/capture/Capture'
import type { CallView } from '../../../../domain/desk/DeskView'
import { questionFor } from '../../../../domain/phrases/questionFor'
import { useSay } from '../../useSay'
import type { useNote } from './useNote'

interface NoteFieldProps {
  readonly call: CallView
  readonly slot: TextSlot
  readonly note: ReturnType<typeof useNote>
  /** The gate is asking for exactly this. */
  readonly wanted: boolean
  readonly rows?: number
  readonly inputMode?: 'text' | 'tel' | undefined
  /** What stands at the end of the label's line. */
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

/** A field of the notes. While it is empty it shows the question that fills it. */
export function NoteField({ call, slot, note, wanted, rows, inputMode, beside, children }: NoteFieldProps) {
  const { t } = useTranslation()
  const say = useSay()
  const id = useId()
  const question = slot === 'forWhom' ? t('notes.forWhomHint') : say(questionFor(slot, call), call)
  const shared = {
    id,
    'data-slot': slot,
    'aria-invalid': wanted,
    'aria-describedby': `${id}-question`,
    placeholder: question,
    maxLength: 10_000,
    autoComplete: 'off',
    dir: 'auto' as const,
    className: 'field',
    value: note.value,
    onFocus: note.onFocus,
    onBlur: note.onBlur,
  }
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <label htmlFor={id} className="py-0.5 text-sm font-medium">
          {t(`notes.slot.${slot}`)}
        </label>
        {beside}
      </div>
      {rows ? (
        <textarea
          {...shared}
          rows={rows}
          className="field resize-y"
          onChange={event => note.write(event.target.value)}
        />
      ) : (
        <input {...shared} inputMode={inputMode} onChange={event => note.write(event.target.value)} />
      )}
      <span id={`${id}-question`} hidden>
        {question}
      </span>
      {children}
    </div>
  )
}
