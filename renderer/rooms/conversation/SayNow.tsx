import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../../domain/phrases/Phrase'
import { sayNext, sayNow } from '../../../domain/phrases/sayNow'
import { useClock } from '../../bridge/desk'
import { gap, Sentence } from '../../parts/Sentence'
import { SayIt } from '../practice/SayIt'
import { Said } from '../Said'
import { useSay } from '../useSay'

interface SayNowProps {
  readonly call: CallView
  /** Somebody is being looked for, and wants the room of the sentence after this one. */
  readonly brief?: boolean
  /** What suits the moment better than the state of the call could know. */
  readonly instead?: Phrase | undefined
}

const leads: Partial<Record<CallView['phase'], 'call.whenBack' | 'handOver.whenAnswered'>> = {
  held: 'call.whenBack',
  handingOver: 'handOver.whenAnswered',
}

// While they ring, the room for what is said on their answer is kept, so that Cancel stays where it is.
const heights: Partial<Record<CallView['phase'], string>> = { handingOver: 'tall:min-h-[9rem] wide:min-h-[5.9rem]' }

// A long sentence is set a little smaller, so that it never pushes away what is about to be pressed.
const longFrom = 80

/** The hero of a call: the one sentence that suits this moment, and quietly the one after it. */
export function SayNow({ call, brief = false, instead }: SayNowProps) {
  const { t } = useTranslation()
  const say = useSay()
  const now = useClock()
  const moment = instead ?? sayNow(call, now)
  const next = instead || brief ? undefined : sayNext(call, now)
  const sentence = say(moment, call)
  return (
    <div
      className={`flex shrink-0 flex-col justify-center gap-1 px-2 tiny:px-1 ${heights[call.phase] ?? 'tall:min-h-[5.9rem]'}`}
    >
      {call.phase === 'handingOver' && isSaid(moment) && (
        <p className="text-sm text-quiet">
          <Sentence text={t('handOver.toThem', { name: gap })}>
            <bdi>{call.handOver.to.name}</bdi>
          </Sentence>
        </p>
      )}
      <p
        data-testid="say-now"
        data-phrase={moment.key}
        // What changes with each letter that is typed is not read out each time.
        aria-live={instead ? 'off' : 'polite'}
        className={`${sentence.length > longFrom ? 'text-lg' : 'text-xl short:text-lg'} tiny:text-base leading-snug font-medium text-balance wrap-anywhere`}
      >
        <Said phrase={moment} call={call} />
      </p>
      <SayIt phrase={moment} call={call} />
      {next && (
        <p className="text-sm text-quiet short:hidden">
          <span>{t(leads[call.phase] ?? 'call.next')}</span> <Said phrase={next} call={call} />
        </p>
      )}
    </div>
  )
}
