import type { Trouble } from '../../domain/phone/Registration'
import type { RegisterAnswer } from './Registering'
import { mostGuessesInOneRequest, type SignInStage } from './signIn/SigningIn'

/** The office's exchange locks out whoever guesses more often. */
const mostGuesses = 3

/** What an answer to REGISTER that does not have us comes to. */
export interface Refusal {
  readonly trouble: Trouble
  /** The exchange said no to us; anything else is a trouble of its own, and may be over by the next time. */
  readonly saidNo: boolean
  /** Only the user may ask again. */
  readonly forGood: boolean
}

/** Counts how often an exchange said no, and says why. Whoever is let in has never guessed. */
export class Refusals {
  #guesses = 0

  /** Forgets them: we are in, or the user wants to be. */
  forgive(): void {
    this.#guesses = 0
  }

  weigh({ code, guesses, signIn }: Extract<RegisterAnswer, { accepted: false }>): Refusal {
    if (code >= 200 && code < 300) return { trouble: 'address-not-kept', saidNo: false, forGood: false }
    const trouble = troubleOf(code, signIn)
    if (!trouble) return { trouble: 'exchange-refused', saidNo: false, forGood: false }
    this.#guesses += Math.max(1, guesses)
    // Without a password every further try would be the same.
    const isOver = trouble === 'no-password' || this.#guesses + mostGuessesInOneRequest > mostGuesses
    return { trouble, saidNo: true, forGood: isOver }
  }
}

const ofSigningIn: Readonly<Record<Exclude<SignInStage, 'notAsked' | 'sent'>, Trouble>> = {
  refused: 'wrong-password',
  endless: 'exchange-refused',
  noPassword: 'no-password',
  unknownWay: 'unknown-sign-in',
}

/** Why the exchange said no; undefined when it did not. The password is blamed only by who asks for it anew. */
function troubleOf(code: number, signIn: SignInStage): Trouble | undefined {
  if (code === 404) return 'unknown-extension'
  if (code !== 401 && code !== 403 && code !== 407) return undefined
  if (code === 403 || signIn === 'notAsked' || signIn === 'sent') {
    return signIn === 'notAsked' ? 'forbidden' : 'forbidden-with-password'
  }
  return ofSigningIn[signIn]
}
