import { onTestFinished } from 'vitest'
import { type Journal, openJournal } from '../../../electron/journal/openJournal'
import { aFolder } from './aFolder'

/** Carries over whatever is to be, as the phone does between its calls. */
export function carryAllOver(journal: Journal, most = 50): Journal {
  while (journal.carryOver(most).hasMore);
  return journal
}

/** A journal on the real disk, in a folder of its own or in the one given. */
export function aJournal(folder: string = aFolder()): Journal {
  const journal = openJournal(folder)
  onTestFinished(() => journal.close())
  return journal
}
