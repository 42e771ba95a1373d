// Pictures of every room in every state, to be looked at while designing, and what axe finds in them:
//   npm run look -- [--out DIR] [--only PART] [--lang en,ja] [--theme light,dark] [--size usual,small,wide,zoomed]
// Ends with 1 when axe found something serious.
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findBrowser } from './findBrowser.mjs'

const sizes = {
  usual: { width: 420, height: 680 },
  small: { width: 320, height: 568 },
  wide: { width: 900, height: 680 },
  // 200 % on the usual window: half as many points each way, each drawn twice as large.
  zoomed: { width: 420, height: 340, scale: 2 },
}
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'pictures' },
    only: { type: 'string', default: '' },
    lang: { type: 'string', default: 'en,ja' },
    theme: { type: 'string', default: 'light,dark' },
    size: { type: 'string', default: 'usual' },
  },
})
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const out = resolve(values.out)
await mkdir(out, { recursive: true })

const root = resolve(import.meta.dirname, '../renderer')
const server = await createServer({
  configFile: false,
  root,
  plugins: [react(), tailwindcss()],
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0 },
})
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] })
let serious = 0

try {
  const first = await browser.newPage()
  await first.goto(`${address}storyboard.html`)
  await first.waitForFunction(() => document.title.includes('reception'))
  const all = (await first.title()).split(' ')
  await first.close()
  const states = all.filter(name => values.only.split(',').some(part => name.includes(part)))
  for (const lang of values.lang.split(','))
    for (const theme of values.theme.split(','))
      for (const size of values.size.split(',')) await look(states, { lang, theme, size })
} finally {
  await browser.close()
  await server.close()
}
process.exitCode = serious > 0 ? 1 : 0

/** @param {{ lang: string, theme: string, size: string }} way */
async function look(states, { lang, theme, size }) {
  const { width, height, scale = 1 } = sizes[size]
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: lang,
  })
  for (const state of states) {
    await page.goto(`${address}storyboard.html?state=${state}&lang=${lang}`)
    await page.waitForFunction(() => document.querySelector('main') && document.title.includes('reception'))
    await page.waitForTimeout(150)
    await page.screenshot({ path: join(out, `${state}-${lang}-${theme}-${size}.png`) })
    await page.addScriptTag({ path: axe })
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run()
      return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(node => node.html).join(' ')}`)
    })
    serious += found.length
    for (const each of found) console.log(`${state} ${lang} ${theme} ${size}: ${each.slice(0, 400)}`)
  }
  await page.close()
}
