import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { declinable } from './declinable'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { useDesk } from '../../bridge/desk'
import { PhoneNumber } from '../../parts/PhoneNumber'
import { dayAndTime, lengthOf } from '../../parts/spans'
import { CorrectLine } from '../CorrectLine'
import { endingWords } from '../endingWords'
import { LineEvidence } from '../LineEvidence'
import { LineIcon } from '../LineIcon'
import { WhoName } from '../WhoName'
import { recordWho } from './recordWho'
import { useCountry } from './useCountry'

/** All that is kept of one call. */
export function RecordDetails({ record }: { readonly record: CallRecord }) {
  const { t, i18n } = useTranslation()
  const country = useCountry(record)
  const onDesk = useDesk(desk => desk.calls.find(({ callId }) => callId === record.callId))
  const { capture, line, corrected, direction, answeredAt, endedAt, ending } = record
  const kind = direction === 'outgoing' ? 'outgoing' : (corrected ?? line.kind)
  return (
    <article aria-label={t('records.details')} className="space-y-4 rounded-card bg-raised p-5 shadow-card">
      <header className="space-y-1">
        <p className="flex items-center gap-2 text-sm font-semibold tracking-wider text-quiet">
          <LineIcon line={kind} className="size-4.5" />
          {t(`line.${kind}`)}
        </p>
        <h3 className="line-clamp-3 text-xl leading-tight font-semibold">
          <WhoName who={recordWho(record)} country={country} />
        </h3>
        <p className="text-quiet">
          {t(`records.direction.${direction}`)}, {dayAndTime(record.startedAt, i18n.language)}
        </p>
      </header>
      <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-2">
        <Row label={t('notes.slot.requirement')}>{written(capture.requirement) ?? t('records.nothingWritten')}</Row>
        <Row label={t('notes.slot.callerName')}>
          {written(capture.callerName) ?? declinable(capture, 'callerName', t)}
        </Row>
        <Row label={t('notes.slot.company')}>{written(capture.company)}</Row>
        <Row label={t('notes.slot.contact')}>{written(capture.contact) ?? declinable(capture, 'contact', t)}</Row>
        <Row label={t('notes.slot.forWhom')}>{written(capture.forWhom)}</Row>
        <Row label={t('records.fields.response')}>{capture.response && t(`notes.responses.${capture.response}`)}</Row>
        <Row label={t('records.fields.urgency')}>
          {capture.urgent !== undefined && t(capture.urgent ? 'notes.urgent' : 'notes.notUrgent')}
        </Row>
        <Row label={t('records.fields.release')}>{capture.release && t(`gate.releases.${capture.release}`)}</Row>
        <Row label={t('records.fields.number')}>
          {record.withheld
            ? t('who.withheld')
            : record.number && <PhoneNumber number={record.number} country={country} />}
        </Row>
        <Row label={t('records.fields.dialled')}>
          {record.dialled && (
            <>
              <PhoneNumber number={record.dialled} country={country} /> <bdi>{record.answerAs}</bdi>
            </>
          )}
        </Row>
        <Row label={t('records.fields.handedBy')}>{record.handedBy && <bdi>{record.handedBy}</bdi>}</Row>
        <Row label={t('records.fields.ended')}>{ending && <bdi>{endingWords(ending, record.handedTo, t)}</bdi>}</Row>
        <Row label={t('records.fields.length')}>
          {endedAt !== undefined &&
            (answeredAt === undefined ? t('records.notAnswered') : lengthOf(answeredAt, endedAt))}
        </Row>
      </dl>
      <section aria-label={t('line.why')} className="border-t border-line pt-3">
        <h4 className="text-sm font-semibold">{t('line.why')}</h4>
        <LineEvidence line={line} corrected={corrected} />
        {onDesk && direction === 'incoming' && <CorrectLine call={onDesk} />}
      </section>
    </article>
  )
}

/** What was written, as text of its own direction; `undefined` when nothing was. */
function written(text: string): ReactNode {
  return text.trim() === '' ? undefined : <bdi className="whitespace-pre-wrap">{text}</bdi>
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === undefined || children === false || children === '' || children === null) return null
  return (
    <>
      <dt className="text-sm text-quiet">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
