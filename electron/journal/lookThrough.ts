import { statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { suspectDamage, usuallyQuick } from './openDatabase'

const afterMs = 60_000

// Text and not a file of its own: ten lines, which every build carries along as they are.
const inWorker = `
  const { workerData, parentPort } = require('node:worker_threads')
  const { DatabaseSync } = require('node:sqlite')
  let said
  try {
    const journal = new DatabaseSync(workerData, { readOnly: true })
    said = Object.values(journal.prepare('PRAGMA integrity_check(1)').get() ?? {})[0]
    journal.close()
  } catch (error) {
    // Anything but damage (11) and another program's file (26) says nothing of what stands in it.
    said = [11, 26].includes((error.errcode ?? 0) & 0xff) ? error.message : 'ok'
  }
  parentPort.postMessage(said === 'ok')
`

/**
 * Looks through a journal that is too large to be looked through at the start: a minute later, in a thread of its own.
 * Damage makes the next start put it aside and carry over what can be read. Returns what gives it up.
 */
export function lookThrough(folder: string, damaged: () => void): () => void {
  let worker: Worker | undefined
  const timer = setTimeout(() => {
    const file = join(folder, 'journal.sqlite')
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= usuallyQuick) return
    worker = new Worker(inWorker, { eval: true, workerData: file })
    worker.unref()
    worker.on('error', () => undefined)
    worker.once('message', (isSound: boolean) => {
      if (isSound) return
      suspectDamage(folder)
      damaged()
    })
  }, afterMs).unref()
  return () => {
    clearTimeout(timer)
    void worker?.terminate()
  }
}
