import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findBrowser } from '../findBrowser.mjs'

/** Draws build/icon.png, of which electron-builder makes every platform's icons, after renderer/icon.svg. */
const size = 512
const drawing = readFileSync('renderer/icon.svg', 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `)
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage({ viewport: { width: size, height: size } })
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`)
await page.screenshot({ path: 'build/icon.png', omitBackground: true })
await browser.close()
