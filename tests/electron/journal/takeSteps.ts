import { writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrate } from '../../../electron/journal/migrations'
import { longSteps } from './longSteps'

const database = new DatabaseSync(process.argv[2] ?? '')
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
writeSync(1, 'begun\n')
migrate(database, longSteps)
