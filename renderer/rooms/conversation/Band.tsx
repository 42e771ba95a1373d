import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { Disclosure } from '../../parts/Disclosure'
import { callWho, shortName } from '../callWho'
import { CameFrom } from '../CameFrom'
import { CorrectLine } from '../CorrectLine'
import { LineEvidence } from '../LineEvidence'
import { endingWords } from '../endingWords'
import { LineIcon } from '../LineIcon'
import { WhoName } from '../WhoName'
import { CallClock } from './CallClock'
import { LevelMeter } from './LevelMeter'

/** Across the top of a call: its line, who it is, how long it lasts, and how it ended. */
export function Band({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const outgoing = call.direction === 'outgoing'
  const over = overWords(call, t)
  return (
    <header
      className={`${outgoing ? 'bg-sunken' : `verdict verdict-${call.inForce}`} flex flex-wrap items-center gap-x-2.5 rounded-card py-1.5 ps-4 pe-2 tiny:gap-x-1.5 tiny:py-0.5 tiny:ps-2 tiny:pe-1`}
    >
      <LineIcon line={outgoing ? 'outgoing' : call.inForce} />
      <strong className="text-sm tracking-wider tiny:text-xs tiny:tracking-normal">
        {t(`line.${outgoing ? 'outgoing' : call.inForce}`)}
      </strong>
      <h2
        className="line-clamp-2 min-w-20 flex-1 wrap-anywhere leading-tight font-semibold tiny:order-1 tiny:line-clamp-1 tiny:min-w-14"
        title={shortName(callWho(call), t)}
      >
        <WhoName who={callWho(call)} country={call.country} />
      </h2>
      <span className="flex flex-col items-stretch tiny:order-1">
        <CallClock call={call} />
        {!over && <LevelMeter legId={call.callId} />}
      </span>
      {!outgoing && (
        <Disclosure
          label={t('line.whyShort')}
          className="text-sm tiny:ms-auto tiny:px-1 tiny:text-xs"
          panelClassName="order-1 w-full pe-2 pb-2"
        >
          <LineEvidence line={call.line} corrected={call.corrected} />
          <CorrectLine call={call} />
        </Disclosure>
      )}
      {(call.handedBy || call.recalledFrom) && (
        <p className="order-2 w-full text-sm">
          <CameFrom call={call} />
        </p>
      )}
      {call.emergency && !outgoing && <p className="order-2 w-full text-sm">{t('who.mayBeHelp')}</p>}
      {over && <p className="order-2 w-full font-semibold">{over}</p>}
    </header>
  )
}

function overWords(call: CallView, t: TFunction): string | undefined {
  if (call.phase !== 'wrapUp' && call.phase !== 'saving') return undefined
  const ending = endingWords(call.ending, call.handedTo, t)
  const count = call.missing.length
  return count > 0 ? t('wrapUp.band', { ending, count }) : ending
}
