import manners from '../../assets/practice/manners.json'
import people from '../../assets/practice/people.json'
import type { Locale } from '../../domain/desk/Settings'
import type { Behaviour, Line, Part, Scene, SceneCaller, Told, Truth } from '../../domain/practice/Scene'
import type { Topic } from '../../domain/practice/Topic'
import type { SceneWritten } from './sceneSchema'

type CallerWritten = SceneWritten['callers'][number]
type LineWritten = { readonly en: string; readonly ja: string; readonly gives?: readonly string[] }

const inMilliseconds = 1_000

/** A scene as it is played in one language: what people say of their own, and what people of their manner say. */
export function castScene(id: string, written: SceneWritten, language: Locale): Scene {
  return {
    id,
    title: written.title[language],
    about: written.about[language],
    callers: written.callers.map(caller => callerIn(id, caller, language)),
    choices: written.choices.map(choice => ({
      id: choice.id,
      text: choice[language],
      topic: choice.topic,
      forbidden: choice.forbidden,
    })),
    forbiddenWords: written.forbiddenWords.map(words => ({ kind: words.kind, words: words[language] })),
    colleagues: Object.fromEntries(
      people.people.map(person => {
        const behaviour = behaviourOf(written.colleagues[person.extension])
        return [person.extension, { ...colleaguePart(person, behaviour, language), behaviour }]
      }),
    ),
  }
}

function callerIn(scene: string, caller: CallerWritten, language: Locale): SceneCaller {
  const { id, line, shows, withheld, called, needs, atTheEnd, truth, patience } = caller
  const own = Object.entries(caller.lines).map(
    ([name, line]) => [name, lineIn(line, language, `scenes/${scene}.${id}.${name}`)] as const,
  )
  const usual = mannerOf(caller.manner, caller.voice, language)
  return {
    id,
    number: shows[language].number,
    name: shows[language].name,
    withheld,
    line,
    called: people.calledNumbers.find(number => number.id === called)?.[language].number ?? '',
    ringsAfter: caller.ringsAfterSeconds * inMilliseconds,
    patience: {
      ringing: patience.ringsSeconds * inMilliseconds,
      hold: patience.holdSeconds * inMilliseconds,
      slights: patience.slights,
    },
    needs,
    atTheEnd,
    truth: truthIn(truth, line, language),
    lines: { ...usual.lines, ...Object.fromEntries(own) },
    replies: { ...usual.replies, ...caller.replies },
  }
}

/** What everybody of a manner says; its lines have a name that no line of a scene can have. */
function mannerOf(manner: keyof typeof manners, voice: string, language: Locale): Part {
  const written: Readonly<Record<string, LineWritten>> = manners[manner]
  const entries = Object.entries(written)
  return {
    lines: Object.fromEntries(
      entries.map(([topic, line]) => [
        `${manner}.${topic}`,
        lineIn(line, language, `manners/${manner}.${voice}.${topic}`),
      ]),
    ),
    replies: Object.fromEntries(entries.map(([topic]) => [topic as Topic, [[`${manner}.${topic}`]]])),
  }
}

function colleaguePart(person: (typeof people.people)[number], { does }: Behaviour, language: Locale): Part {
  if (does === 'mailbox') return mannerOf('mailbox', person.voice, language)
  const usual = mannerOf('colleague', person.voice, language)
  const hello = lineIn(person.hello, language, `people/${person.extension}`)
  return { lines: { ...usual.lines, hello }, replies: { ...usual.replies, pickUp: [['hello']] } }
}

function lineIn(line: LineWritten, language: Locale, clip: string): Line {
  return { text: line[language], clip: `${language}/${clip}.opus`, gives: (line.gives ?? []) as readonly Told[] }
}

function truthIn(truth: CallerWritten['truth'], shown: CallerWritten['line'], language: Locale): Truth {
  const { response, urgent, endings } = truth
  // For whom nobody vouches is owed what a customer is owed.
  const line = shown === 'internal' ? 'internal' : 'external'
  return { line, ...truth[language], response, urgent, endings }
}

function behaviourOf(written: SceneWritten['colleagues'][string]): Behaviour {
  if (!written) return { does: 'answers', afterMs: 4_000, takes: true }
  if (written.does !== 'answers') return { does: written.does }
  return { does: 'answers', afterMs: written.afterSeconds * inMilliseconds, takes: written.takes }
}
