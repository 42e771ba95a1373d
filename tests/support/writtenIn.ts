import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Everything that stands in the files of a folder, and of those in it, byte for byte. */
export async function writtenIn(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter(each => each.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return (await Promise.all(files.map(file => readFile(file, 'latin1')))).join('\n')
}
