import { z } from 'zod'
import type { Intent } from '../../domain/desk/Intent'
import { findPeople } from '../../domain/directory/findPeople'
import { Failure } from '../../domain/Failure'
import type { RemoteAudio } from '../audio/RemoteAudio'
import type { DeskLog } from './DeskLog'
import type { OpenDesk } from './openDesk'
import type { Journal } from '../journal/openJournal'
import type { PracticeWish } from '../contract/practiceWish'
import { type CallName, contract, type Gives, type Problem, type Reply, type Takes } from '../contract/contract'

/** Whoever serves the contract of a desk. `serve` never throws: errors cross the bridge as data. */
export interface Servants {
  serve(name: string, raw: unknown, also: AlsoServed): Reply<unknown>
  refuseSender(name: string): Reply<unknown>
}

/** What concerns the app as a whole, and not this desk alone. */
export interface AlsoServed {
  readonly attempt: (intent: Intent) => void
  readonly practise: (wish: PracticeWish) => void
}

interface Served {
  readonly desk: OpenDesk
  readonly journal: Journal
  readonly audio: RemoteAudio
  readonly log: DeskLog
}

/** Answers what the renderer asks. No call can forget a check: the shape is parsed here, for all of them. */
export function openServants({ desk, journal, audio, log }: Served): Servants {
  const servants: { readonly [Name in CallName]: (input: Takes[Name], also: AlsoServed) => Gives[Name] } = {
    attempt: (intent, also) => void also.attempt(intent),
    findPeople: text => findPeople(desk.state.getState().people, text),
    listRecords: asked => journal.list(asked),
    tellAudio: news => void audio.hear(news),
    practise: (wish, also) => void also.practise(wish),
  }

  function answer<Name extends CallName>(name: Name, raw: unknown, also: AlsoServed): Reply<Gives[Name]> {
    const input = contract[name].safeParse(raw)
    if (!input.success) return failed('bad-request', z.prettifyError(input.error))
    try {
      // The schema of this name is the referee of this very cast (contract.ts, `satisfies`).
      return { ok: true, value: servants[name](input.data as Takes[Name], also) }
    } catch (cause) {
      if (!(cause instanceof Failure)) log.bug(cause)
      return failed(
        cause instanceof Failure ? 'disk' : 'bug',
        cause instanceof Failure ? cause.message : `${name} failed`,
      )
    }
  }

  function failed(kind: Problem['kind'], message: string): { ok: false; problem: Problem } {
    log.note(`bridge refused: ${kind}`)
    return { ok: false, problem: { kind, message } }
  }

  return {
    serve: (name, raw, also) =>
      Object.hasOwn(contract, name) ? answer(name as CallName, raw, also) : failed('bad-request', 'no such call'),
    refuseSender: name => failed('untrusted-sender', `${name.slice(0, 40)} refused its sender`),
  }
}
