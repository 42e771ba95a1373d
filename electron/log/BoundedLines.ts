import type { Writable } from 'node:stream'

/**
 * Lines for somebody who may have stopped reading: what waits is bounded, and what was left out meanwhile is counted
 * and said as soon as there is room again. Never waits.
 */
export class BoundedLines {
  readonly #to: Pick<Writable, 'write' | 'writableLength'>
  readonly #most: number
  #leftOut = 0

  /** `most` is how many bytes may wait. */
  constructor(to: Pick<Writable, 'write' | 'writableLength'>, most: number) {
    this.#to = to
    this.#most = most
  }

  write(line: string): void {
    if (this.#to.writableLength > this.#most) {
      this.#leftOut += 1
      return
    }
    if (this.#leftOut > 0) this.#to.write(`${this.#leftOut} lines were left out, since nobody was reading\n`)
    this.#leftOut = 0
    this.#to.write(`${line}\n`)
  }
}
