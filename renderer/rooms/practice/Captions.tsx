import { useTranslation } from 'react-i18next'
import { practise } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { Disclosure } from '../../parts/Disclosure'
import type { PracticeView } from '../../../domain/practice/PracticeView'
import type { CallView } from '../../../domain/desk/DeskView'
import { type Phrase, phrase } from '../../../domain/phrases/Phrase'
import { useSay } from '../useSay'
import { usePractice } from './usePractice'

/** What one may want to say out of its turn. */
const others: readonly Phrase[] = [
  phrase('ask.requirement'),
  phrase('ask.callerName'),
  phrase('ask.company'),
  phrase('ask.contact'),
  phrase('ask.response'),
  phrase('ask.urgency'),
  phrase('hold.start'),
  phrase('hold.back'),
  phrase('close.plain'),
]

/** In practice, what is being said, in writing; and everything else that the learner could say now. */
export function Captions({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const practice = usePractice()
  if (practice?.stage !== 'playing') return null
  return (
    <section
      aria-label={t('practice.captions')}
      data-speaking={practice.speaking}
      className="shrink-0 rounded-card border border-line bg-raised text-sm"
    >
      <ol aria-live="polite" className="max-h-16 min-h-8 space-y-0.5 overflow-y-auto px-3 py-1" tabIndex={0}>
        {practice.captions.map(({ by, name, text, at }, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was said stays where it was said
          <li
            key={`${at} ${place}`}
            ref={place === practice.captions.length - 1 ? atTheEnd : undefined}
            className={by === 'you' ? 'text-quiet' : 'font-medium'}
          >
            <span className="text-quiet">
              {t('practice.speaker', { name: by === 'you' ? t('practice.you') : name || t('practice.caller') })}{' '}
            </span>
            <span
              data-testid={by === 'them' ? 'caption' : undefined}
              lang={by === 'them' ? practice.language : undefined}
            >
              {text}
            </span>
          </li>
        ))}
      </ol>
      <MoreToSay call={call} practice={practice} />
    </section>
  )
}

/** Keeps the newest line in sight, and moves nothing but the list. */
function atTheEnd(line: HTMLLIElement | null): void {
  const list = line?.parentElement
  if (list) list.scrollTop = list.scrollHeight
}

interface MoreToSayProps {
  readonly call: CallView
  readonly practice: Pick<PracticeView, 'choices' | 'language'>
}

function MoreToSay({ call, practice: { choices, language } }: MoreToSayProps) {
  const { t } = useTranslation()
  const say = useSay()
  if (call.phase !== 'talking') return null
  // What only this scene offers is in the scene’s language, which may have been chosen before the caller’s.
  const all = [
    ...choices.map(each => ({ ...each, lang: language })),
    ...others.map(each => ({ key: each.key, text: say(each, call), lang: call.language })),
  ]
  return (
    <Disclosure label={t('practice.others')} panelClassName="flex max-h-40 flex-col gap-1 overflow-y-auto p-2 pt-0">
      {all.map(({ key, text, lang }) => (
        <Button
          key={key}
          lang={lang}
          className="justify-start py-1 text-start"
          onClick={() => practise({ type: 'say', key, text })}
        >
          {text}
        </Button>
      ))}
    </Disclosure>
  )
}
