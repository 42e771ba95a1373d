import { setUp } from './prepare'

/** The other exchanges. Where one is not to be had, its own tests say so and the rest run. */
export default function prepareOthers(): void {
  for (const name of ['kamailio', 'asterisk-16']) setUp(name)
}
