import type { Fact } from '../../domain/desk/Fact'
import type { Intent } from '../../domain/desk/Intent'
import type { Notice } from '../../domain/desk/Notice'
import type { Level, WriteLog } from '../log/Level'
import { oneLine } from '../log/oneLine'

/** One line for each fact, intent and failure: what, which call. No names, numbers, notes or passwords. */
export interface DeskLog {
  fact(fact: Fact): void
  intent(intent: Intent, refusal: Notice | undefined): void
  /** What an adapter wants known: already free of names, numbers and secrets. */
  note(text: string): void
  bug(error: unknown): void
}

/** What comes with every key, or every few seconds, and would bury the rest. */
const oftenSaid: ReadonlySet<(Fact | Intent)['type']> = new Set(['note', 'openRecordsCounted', 'damageMended'])

/** A log that writes lines through the given function. */
export function deskLog(write: WriteLog, now: () => number): DeskLog {
  const line = (level: Level, kind: string, text: string) =>
    write(level, `${new Date(now()).toISOString()} ${kind} ${oneLine(text)}`)
  const levelOf = (type: (Fact | Intent)['type']): Level => (oftenSaid.has(type) ? 'debug' : 'info')
  return {
    fact(fact) {
      if (fact.type === 'commandFailed') return line('warn', 'failed', `${fact.command.type} ${callOf(fact.command)}`)
      if (fact.type === 'registrationChanged') {
        const { registration } = fact
        return line(
          'info',
          'fact',
          `${fact.type} ${registration.state}${'trouble' in registration ? ` ${registration.trouble}` : ''}`,
        )
      }
      return line(levelOf(fact.type), 'fact', `${fact.type} ${callOf(fact)}`)
    },
    intent(intent, refusal) {
      const answer = refusal?.kind === 'refused' ? ` refused: ${refusal.refusal.reason}` : ''
      line(levelOf(intent.type), 'intent', `${intent.type} ${callOf(intent)}${answer}`)
    },
    note: text => line('info', 'note', text),
    bug: error =>
      line(
        'error',
        'bug',
        error instanceof Error ? (error.stack ?? error.message).replaceAll('\n', ' | ') : String(error),
      ),
  }
}

function callOf(said: object): string {
  if ('callId' in said && typeof said.callId === 'string') return said.callId
  if ('record' in said && typeof said.record === 'object' && said.record) return callOf(said.record)
  return ''
}
