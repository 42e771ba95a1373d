import { nameOfError } from '../nameOfError'
import type { DialogName, Dialogs } from './Dialogs'
import { type Frame, guard } from './guard'

/** What the door leads to, and what it is told to do with those who do not get in. */
export interface DoorSurroundings {
  readonly dialogs: Dialogs
  readonly send: (text: string) => void
  /** Whoever rang has hung up before anybody answered. */
  readonly callerLeft: (dialog: DialogName) => void
  /** Something came that may have been a call, and nobody can be told. */
  readonly unreadable: () => void
  readonly note: (text: string) => void
}

/** The door between the socket and SIP.js: nothing comes in but by the guard. */
export class Door {
  readonly #around: DoorSurroundings

  constructor(around: DoorSurroundings) {
    this.#around = around
  }

  /** Lets a frame in, in plain words, or deals with it here. */
  take(frame: Frame, letIn: (text: string) => void): void {
    const { dialogs, callerLeft, unreadable, note } = this.#around
    const verdict = guard(frame, dialogs)
    if (verdict.outcome === 'passed') return this.#letIn(verdict, letIn)
    note(`at the door, ${verdict.outcome}: ${verdict.why}`)
    if (verdict.outcome === 'unreadable') unreadable()
    if (verdict.outcome !== 'answered') return
    this.#answer(verdict.text)
    if (verdict.over) callerLeft(verdict.over)
  }

  #letIn({ text, refusal }: { text: string; refusal: string | undefined }, letIn: (text: string) => void): void {
    try {
      letIn(text)
    } catch (error) {
      // One message that SIP.js falls over must not take every call with it, nor leave its sender waiting.
      this.#around.note(`SIP.js fell over a message: ${nameOfError(error)}`)
      if (refusal !== undefined) this.#answer(refusal)
    }
  }

  #answer(text: string): void {
    try {
      this.#around.send(text)
    } catch (error) {
      this.#around.note(`an answer did not leave: ${nameOfError(error)}`)
    }
  }
}
