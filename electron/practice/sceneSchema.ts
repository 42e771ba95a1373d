import { z } from 'zod'
import manners from '../../assets/practice/manners.json'
import people from '../../assets/practice/people.json'
import voices from '../../assets/practice/voices.json'
import { desiredResponses, releases } from '../../domain/capture/Capture'
import { slotsInOrder } from '../../domain/capture/capturePolicy'
import { topics } from '../../domain/practice/Topic'

const says = (rule: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? `is missing; it ${rule}` : rule),
})
const oneOf = <T extends string>(words: readonly T[]) =>
  z.enum(words, says(`must be one of ${words.map(word => `"${word}"`).join(', ')}`))
const text = z.string(says('must be text in quotation marks')).trim().min(1, 'must not be empty')
const texts = z.array(text, says('must be a list of texts'))
const seconds = z.number(says('must be a number of seconds')).min(0, 'must not be negative')
const inBoth = z.strictObject({ en: text, ja: text }, says('must hold en and ja'))

const extensions = people.people.map(({ extension }) => extension)
const extension = oneOf(extensions)

// The synthesiser reads kana only, and would spell a kanji out in English.
const reading = text.regex(
  /^[^\p{Script=Han}a-zA-Z0-9０-９]+$/u,
  'must be the reading in kana, without kanji or digits',
)

const line = z.strictObject(
  {
    en: text,
    enSaid: text.optional(),
    ja: text,
    jaSaid: reading,
    how: oneOf(['plain', 'mumbled']).default('plain'),
    gives: z.array(oneOf([...slotsInOrder, 'forWhom'])).default([]),
  },
  says('must hold en, ja and jaSaid'),
)

const turns = z.array(z.array(text, says('must be a list of names of lines')).min(1, 'must name at least one line'), {
  error: 'must be a list of turns, each a list of names of lines',
})
const replies = z.partialRecord(oneOf(topics), turns.min(1, 'must hold at least one turn'))

const ending = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('message'), for: z.array(extension).min(1) }),
    z.strictObject({ kind: z.literal('handedOver'), to: z.array(extension).min(1) }),
    z.strictObject({ kind: z.literal('released'), as: oneOf(releases) }),
    z.strictObject({ kind: z.literal('dealtWith') }),
  ],
  says('must have a kind: "message", "handedOver", "released" or "dealtWith"'),
)

const digits = text.regex(/^\d+$/, 'must be the digits as dialled in the country, such as "02079460018"')
const words = z.strictObject(
  {
    callerName: texts,
    company: texts,
    contact: z.array(digits, says('must be a list of numbers')),
    forWhom: texts,
    requirement: z.array(texts),
  },
  says('must hold callerName, company, contact, forWhom and requirement'),
)

const truth = z.strictObject(
  {
    response: z.array(oneOf(desiredResponses), says('must be a list of responses')),
    urgent: z.boolean(says('must be true or false')).optional(),
    endings: z.array(ending, says('must be a list of endings')).min(1, 'must hold at least one ending'),
    en: words,
    ja: words,
  },
  says('must hold response, endings, en and ja'),
)

const shown = z.strictObject({ number: z.string(says('must be text')), name: z.string(says('must be text')) })

const caller = z.strictObject(
  {
    id: z.string(says('must be text')).regex(/^[A-Za-z]\w*$/, 'must be a plain word'),
    voice: oneOf(Object.keys(voices)),
    manner: oneOf(Object.keys(manners).filter(manner => manner !== 'mailbox') as ['customer', 'blunt', 'colleague']),
    line: oneOf(['internal', 'external', 'unverified']),
    shows: z.strictObject({ en: shown, ja: shown }, says('must hold en and ja')),
    withheld: z.boolean(says('must be true or false')).default(false),
    called: oneOf(people.calledNumbers.map(({ id }) => id)).optional(),
    ringsAfterSeconds: seconds.default(0),
    patience: z
      .strictObject({ ringsSeconds: seconds, holdSeconds: seconds, slights: z.int().min(1, 'must be 1 or more') })
      .default({ ringsSeconds: 30, holdSeconds: 90, slights: 4 }),
    needs: z.array(oneOf([...slotsInOrder, 'forWhom'])).default([]),
    atTheEnd: oneOf(['hangsUp', 'waits']).default('hangsUp'),
    lines: z.record(z.string().regex(/^[A-Za-z]\w*$/, 'must be named by a plain word'), line),
    replies,
    truth,
  },
  says('must be a caller in braces'),
)

const behaviour = z.discriminatedUnion(
  'does',
  [
    z.strictObject({ does: z.literal('answers'), afterSeconds: seconds.default(4), takes: z.boolean().default(true) }),
    z.strictObject({ does: oneOf(['mailbox', 'noAnswer', 'busy', 'declines', 'offline']) }),
  ],
  says('must say what they do: "answers", "mailbox", "noAnswer", "busy", "declines" or "offline"'),
)

const forbidden = oneOf(['mobile', 'destination', 'reason'])
const choice = z.strictObject(
  { id: text, en: text, ja: text, topic: oneOf(topics), forbidden: forbidden.optional() },
  says('must hold id, en, ja and topic'),
)

/** One scene as it is written in its file, in both languages. */
export const sceneSchema = z
  .strictObject(
    {
      level: z.int(says('must be 1, 2 or 3')).min(1).max(3),
      title: inBoth,
      about: inBoth,
      callers: z.array(caller, says('must be a list of callers')).min(1, 'must hold at least one caller'),
      choices: z.array(choice).default([]),
      forbiddenWords: z.array(z.strictObject({ kind: forbidden, en: texts, ja: texts })).default([]),
      colleagues: z.partialRecord(extension, behaviour).default({}),
    },
    says('must be a scene in braces'),
  )
  .superRefine(({ callers }, context) => {
    const mistaken = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const [at, { id, lines, replies, line, called }] of callers.entries()) {
      if (callers.findIndex(other => other.id === id) !== at) mistaken(['callers', at, 'id'], 'stands here twice')
      if (line !== 'internal' && !called) mistaken(['callers', at], 'must say which number was called')
      for (const topic of ['greeting', 'requirement', 'callerName'] as const) {
        if (!replies[topic]) mistaken(['callers', at, 'replies'], `must have an answer to ${topic}`)
      }
      for (const [topic, turns] of Object.entries(replies)) {
        for (const [turn, names] of turns.entries()) {
          for (const [place, name] of names.entries()) {
            const path = ['callers', at, 'replies', topic, turn, place]
            if (!(name in lines)) mistaken(path, `names the line "${name}", which is not among the lines`)
          }
        }
      }
      const used = new Set(Object.values(replies).flat(2))
      for (const name of Object.keys(lines)) {
        if (!used.has(name)) mistaken(['callers', at, 'lines', name], 'is never said')
      }
    }
  })

export type SceneWritten = z.infer<typeof sceneSchema>
