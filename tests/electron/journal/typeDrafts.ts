import { writeSync } from 'node:fs'
import { openJournal } from '../../../electron/journal/openJournal'
import { aKeptLine } from '../../support/anInterrupted'
import { aRecord } from './aRecord'

// Types one letter after the other, and says after each how many are safely on disk, until somebody pulls the plug.
const [folder = '', callId = ''] = process.argv.slice(2)
const journal = openJournal(folder)
// Its line says with each letter how many there are: the two must never disagree.
const line = (letters: number) => aKeptLine({ recalledFrom: String(letters) })
for (let letters = 1; ; letters += 1) {
  journal.keep(aRecord({ callId, state: 'live', capture: { requirement: 'x'.repeat(letters) } }), line(letters))
  writeSync(1, `${letters}\n`)
}
