import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Colleague } from '../../../domain/handover/HandOver'
import { beforeHandOver } from '../../../domain/phrases/handOverPhrases'
import type { HandedBackNotice } from '../handover/handBackText'
import { HandedBack } from '../handover/HandedBack'
import { NoSound } from '../line-trouble/NoSound'
import { HelpNotReached, withoutHelp } from '../wrap-up/HelpNotReached'
import { LineLost } from '../wrap-up/LineLost'
import { AskFirst } from './AskFirst'
import { SayNow } from './SayNow'
import { Silenced } from './Silenced'

type Talking = Extract<CallView, { phase: 'talking' }>

/** Nothing can be said, and nothing else has to be heard first: the trouble takes the place of the sentence. */
export function unheard(call: CallView, wanted: Slot | undefined): Talking | undefined {
  if (call.phase !== 'talking' || call.gapSince === undefined) return undefined
  return call.silenced || wanted ? undefined : call
}

interface MomentProps {
  readonly call: CallView
  readonly wanted: Slot | undefined
  /** Nobody took the caller. */
  readonly back: HandedBackNotice | undefined
  readonly finding: boolean
  /** Whom the caller is about to go to, while somebody is being looked for. */
  readonly to: Colleague | undefined
}

/** The one thing to say, or to know, at this moment. */
export function Moment({ call, wanted, back, finding, to }: MomentProps) {
  if ('silenced' in call && call.silenced) return <Silenced call={call} why={call.silenced} />
  if (wanted) return <AskFirst call={call} wanted={wanted} />
  const talksToNobody = unheard(call, wanted)
  if (talksToNobody) return <NoSound call={talksToNobody} />
  const unhelped = withoutHelp(call)
  if (unhelped) return <HelpNotReached call={unhelped} />
  if (call.phase === 'wrapUp' && call.ending === 'lineLost') return <LineLost call={call} />
  const before = finding && to && call.phase === 'talking' ? beforeHandOver(to) : undefined
  // Somebody else is being tried already: that is what one says now.
  if (back && !before) return <HandedBack call={call} notice={back} />
  return <SayNow call={call} brief={finding && call.phase === 'held'} instead={before} />
}
