import { Failure } from '../../domain/Failure'

// https://www.sqlite.org/rescode.html; an extended code carries its primary one in the low byte.
const sentences: Readonly<Record<number, string>> = {
  3: 'The journal may not be opened: its folder or file belongs to somebody else.',
  5: 'The journal is in use by another program. Nothing was written; try again.',
  6: 'The journal is in use by another program. Nothing was written; try again.',
  8: 'The journal cannot be written: its folder or file is read-only.',
  10: 'The disk did not read or write the journal as asked. Nothing was changed.',
  11: 'The journal file is damaged. Start Phone Duty again: the file is kept, and what can be read is carried over.',
  13: 'The disk is full, so the journal cannot be written. Make some room and try again.',
  14: 'The journal cannot be opened: its folder or file is not accessible.',
  26: 'The journal file is damaged. Start Phone Duty again: the file is kept, and what can be read is carried over.',
}

const fileSentences: Readonly<Record<string, string>> = {
  EACCES: 'This folder may not be written to',
  EPERM: 'This folder may not be written to',
  EROFS: 'This folder is read-only',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk is full',
  ENOTDIR: 'This is not a folder',
  EEXIST: 'This is not a folder',
  EISDIR: 'A folder stands where a file belongs',
  ELOOP: 'This is a link that leads nowhere',
  ENXIO: 'This is not a file',
  ENODEV: 'This is not a file',
  EXDEV: 'This lies on another disk',
  EIO: 'The disk did not read or write as asked',
}

/** SQLite's own number for what went wrong, without its refinements; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/** Whether SQLite met something in a file that no SQLite has written: damage, or another program's file. */
export const isDamage = (error: unknown): boolean => [11, 26].includes(sqliteCode(error) ?? 0)

/** Does the work; what the disk refuses becomes a `Failure` in a plain sentence, and a bug stays a bug. */
export function orDiskFailure<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    const sentence = sqliteSentence(cause) ?? fileSentence(cause)
    throw sentence === undefined ? cause : new Failure(sentence, { cause })
  }
}

function sqliteSentence(error: unknown): string | undefined {
  const code = sqliteCode(error)
  return code === undefined ? undefined : sentences[code]
}

function fileSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const sentence = fileSentences[error.code]
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined
  return sentence === undefined ? undefined : `${sentence}${path === undefined ? '' : `: ${path}`}.`
}
