import type { Slot } from '../../../../domain/capture/capturePolicy'
import type { CallView } from '../../../../domain/desk/DeskView'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '../../../parts/Disclosure'
import { ContactField } from './ContactField'
import { NoteField } from './NoteField'
import { ReadBack } from './ReadBack'
import { ResponseChoice } from './ResponseChoice'
import { Urgency } from './Urgency'
import { useNote } from './useNote'
import { WontSay } from './WontSay'

interface NotesFieldsProps {
  readonly call: CallView
  /** The slot that the gate asks for, while it asks. */
  readonly wanted: Slot | undefined
}

/** Everything there is to write down about a call, in the order in which one asks. */
export function NotesFields({ call, wanted }: NotesFieldsProps) {
  const { t } = useTranslation()
  const requirement = useNote(call, 'requirement')
  const callerName = useNote(call, 'callerName')
  const company = useNote(call, 'company')
  const forWhom = useNote(call, 'forWhom')
  return (
    <div className="space-y-2.5">
      <NoteField call={call} slot="requirement" note={requirement} wanted={wanted === 'requirement'} rows={2} />
      <NoteField
        call={call}
        slot="callerName"
        note={callerName}
        wanted={wanted === 'callerName'}
        beside={<WontSay call={call} slot="callerName" />}
      />
      <ContactField call={call} wanted={wanted === 'contact'} />
      <div>
        <Disclosure label={t('notes.readBack')} className="-ms-2 text-sm" panelClassName="pt-1">
          <ReadBack call={call} />
        </Disclosure>
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] items-end gap-3">
        <NoteField call={call} slot="company" note={company} wanted={wanted === 'company'} />
        <NoteField call={call} slot="forWhom" note={forWhom} wanted={false} />
      </div>
      <ResponseChoice call={call} wanted={wanted === 'response'} />
      <Urgency call={call} wanted={wanted === 'urgency'} />
    </div>
  )
}
