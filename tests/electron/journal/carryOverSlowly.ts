import { writeSync } from 'node:fs'
import { openJournal } from '../../../electron/journal/openJournal'

// Opens a journal and carries over what is damaged in it, saying each step, until it is killed or done.
const [, , folder = '', most = '20'] = process.argv
const journal = openJournal(folder)
writeSync(1, 'begun\n')
while (journal.carryOver(Number(most)).hasMore) writeSync(1, '.')
writeSync(1, 'done')
