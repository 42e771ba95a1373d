import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, it } from 'vitest'
import { figure, type Figure, report } from './report'
import { bundlePeers } from './servePeers'

const figures: Figure[] = []

afterAll(() => report('size', figures))

it('weighs the bundles', { timeout: 120_000 }, async () => {
  const folder = join(await bundlePeers(), 'assets')
  const peers = (weigh: (bytes: Buffer) => number) =>
    Object.fromEntries([
      ['sip.js', [sum(folder, weigh, /^sipjs-|^page-|^modulepreload/)]],
      ['JsSIP', [sum(folder, weigh, /^jssip-|^page-|^modulepreload/)]],
    ])
  for (const [how, weigh] of [
    ['as it is', (bytes: Buffer) => bytes.length],
    ['gzip', (bytes: Buffer) => gzipSync(bytes).length],
  ] as const) {
    const weighed = (condition: string, part: string, beside?: Readonly<Record<string, number[]>>) =>
      figures.push(
        figure({ name: 'bundle-size', condition: `${condition}, ${how}`, unit: 'KiB' }, [sum(part, weigh)], beside),
      )
    weighed('page', 'out/renderer', peers(weigh))
    weighed('main process', 'out/main')
  }
})

/** What the program in a folder weighs, in KiB; fonts, pictures and sounds are no program. */
function sum(folder: string, weigh: (bytes: Buffer) => number, only = /./): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(js|cjs|css|html)$/.test(name) && only.test(name))
    .reduce((total, name) => total + weigh(readFileSync(join(folder, name))) / 1_024, 0)
}
