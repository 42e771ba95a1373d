import prepareJourneys from '../journeys/prepare'
import { electronHere, whyNotHere } from './electronHere'

/** Before the first start: a build of what stands in the tree. */
export default function prepare(): void {
  if (electronHere === undefined) process.stderr.write(`${whyNotHere}\n`)
  else prepareJourneys()
}
