// Takes one practice call as a person would, from the first door to the debrief, without a window:
//   npm run tour -- [--fast] [--out DIR] [--lang en|ja] [--scene NAME] [--theme light|dark]
// Leaves a picture of each moment and the record of the call in the folder. Ends with 0 only if the call went as it should.
import './requireNode.mjs'
import './ensureChromium.mjs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './buildIfStale.mjs'
import { openTour } from './tour/openTour.mjs'
import { readStrings } from './tour/readStrings.mjs'
import { takeTheCall } from './tour/takeTheCall.mjs'

const { values } = parseArgs({
  options: {
    fast: { type: 'boolean', default: false },
    out: { type: 'string', default: 'tour' },
    lang: { type: 'string', default: 'en' },
    scene: { type: 'string', default: 'whoever-does-the-invoices' },
    theme: { type: 'string', default: 'light' },
  },
})
const { fast, lang, scene, theme } = values
if (lang !== 'en' && lang !== 'ja') {
  process.stderr.write(`--lang must be en or ja, not "${lang}".\n`)
  process.exit(2)
}

buildIfStale()
const out = resolve(values.out)
await mkdir(out, { recursive: true })
const tour = await openTour({ lang, theme, pace: fast ? 8 : 1 })
let pictures = 0
const moment = async name => {
  pictures += 1
  await tour.page.screenshot({ path: join(out, `${String(pictures).padStart(2, '0')}-${name}.png`) })
  process.stderr.write(`${name}\n`)
}

try {
  let heard = { theirs: 0, ours: 0 }
  const listen = async () => {
    heard = await tour.heard()
  }
  await takeTheCall(tour.page, { scene, lang, words: readStrings(lang), fast, moment, listen })
  const { records, practised } = tour.kept(scene)
  await writeFile(join(out, 'record.json'), `${JSON.stringify(records, undefined, 2)}\n`)
  const isHeard = heard.theirs > 0.001 && heard.ours > 0.001
  const isRight = ({ endedRight, slotsRight, slotsCompared }) => endedRight && slotsRight === slotsCompared
  const right = isHeard && practised.length > 0 && practised.every(isRight)
  process.stdout.write(
    `${pictures} pictures in ${values.out}: ${right ? 'the call went as it should' : 'the call did not go as it should'}\n`,
  )
  if (!right) process.stdout.write(`${JSON.stringify({ practised, heard })}\n`)
  process.exitCode = right && pictures >= 8 ? 0 : 1
} catch (error) {
  await moment('stuck').catch(() => undefined)
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${tour.log()}\n`)
  process.exitCode = 1
} finally {
  await tour.close()
}
