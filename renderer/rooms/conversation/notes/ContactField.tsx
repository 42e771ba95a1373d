import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { canBeCalled } from '../../../../domain/capture/capturePolicy'
import type { CallView } from '../../../../domain/desk/DeskView'
import { isNumberOf } from '../../../../domain/phone/isNumberOf'
import { Button } from '../../../parts/Button'
import { groupsOf, readContact } from '../../../parts/numbers'
import { PhoneNumber } from '../../../parts/PhoneNumber'
import { NoteField } from './NoteField'
import { useNote } from './useNote'
import { WontSay } from './WontSay'

/** A way back to the caller. Their own number is a suggestion, confirmed with one key. */
export function ContactField({ call, wanted }: { readonly call: CallView; readonly wanted: boolean }) {
  const { t } = useTranslation()
  const note = useNote(call, 'contact')
  const { suggestedContact, country } = call
  const confirmed = suggestedContact !== '' && isNumberOf(call.party, note.value)
  return (
    <NoteField call={call} slot="contact" note={note} wanted={wanted} beside={<WontSay call={call} slot="contact" />}>
      <ContactHint call={call} contact={note.value} />
      {suggestedContact !== '' && (
        <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
          <Button
            icon={confirmed ? Check : undefined}
            data-confirmed={confirmed}
            className="text-sm"
            onClick={() => note.write(suggestedContact)}
          >
            {t('notes.useNumber')}
          </Button>
          <span className="text-sm">
            <PhoneNumber number={suggestedContact} country={country} />
          </span>
        </span>
      )}
    </NoteField>
  )
}

/** How the contact reads. Its place is kept, so that nothing moves while one types. */
function ContactHint({ call, contact }: { readonly call: CallView; readonly contact: string }) {
  const { t } = useTranslation()
  const verdict = readContact(contact, call.country)
  const short = call.capture.response === 'callBack' && contact.trim() !== '' && !canBeCalled(contact)
  const doubtful = short || /doubtful|short|long/i.test(verdict)
  const words = short
    ? t('number.needsNumber')
    : verdict === 'empty'
      ? ''
      : t(`number.${verdict}`, { number: groupsOf(contact.normalize('NFKC'), call.country).join(' ') })
  return (
    <p aria-live="polite" className={`min-h-5 text-sm ${doubtful ? 'text-warn' : 'text-quiet'}`}>
      {words}
    </p>
  )
}
