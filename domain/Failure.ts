/** The world would not do as asked: a busy colleague, a full disk. Anything else thrown is a bug. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
