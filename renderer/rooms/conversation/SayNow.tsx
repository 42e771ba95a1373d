import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../../domain/phrases/Phrase'
import { sayNext, sayNow } from '../../../domain/phrases/sayNow'
import { useClock } from '../../bridge/desk'
import { gap, Sentence } from '../../parts/Sentence'
import { Said } from '../Said'
import { useSay } from '../useSay'

interface SayNowProps {
  readonly call: CallView
  /** What suits the moment better than the state of the call could know. */
  readonly instead?: Phrase | undefined
}

const leads: Partial<Record<CallView['phase'], 'call.whenBack' | 'handOver.whenAnswered'>> = {
  held: 'call.whenBack',
  handingOver: 'handOver.whenAnswered',
}

// While they ring, the room for what is said on their answer is kept, so that Cancel stays where it is.
const heights: Partial<Record<CallView['phase'], string>> = { handingOver: 'min-h-[9rem] wide:min-h-[5.9rem]' }

// A long sentence is set a little smaller, so that it never pushes away what is about to be pressed.
const longFrom = 80

/** The hero of a call: the one sentence that suits this moment, and quietly the one after it. */
export function SayNow({ call, instead }: SayNowProps) {
  const { t } = useTranslation()
  const say = useSay()
  const now = useClock()
  const moment = instead ?? sayNow(call, now)
  const next = instead ? undefined : sayNext(call, now)
  const sentence = say(moment, call)
  return (
    <div className={`flex shrink-0 flex-col justify-center gap-1 px-2 ${heights[call.phase] ?? 'min-h-[5.9rem]'}`}>
      {call.phase === 'handingOver' && isSaid(moment) && (
        <p className="text-sm text-quiet">
          <Sentence text={t('handOver.toThem', { name: gap })}>
            <bdi>{call.handOver.to.name}</bdi>
          </Sentence>
        </p>
      )}
      <p
        data-testid="say-now"
        // What changes with each letter that is typed is not read out each time.
        aria-live={instead ? 'off' : 'polite'}
        className={`${sentence.length > longFrom ? 'text-lg' : 'text-xl'} leading-snug font-medium text-balance wrap-anywhere`}
      >
        <Said phrase={moment} call={call} />
      </p>
      {next && (
        <p className="text-sm text-quiet">
          <span>{t(leads[call.phase] ?? 'call.next')}</span> <Said phrase={next} call={call} />
        </p>
      )}
    </div>
  )
}
