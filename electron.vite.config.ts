import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { asciiOnly } from './scripts/package/asciiOnly'
import { practiceFiles } from './scripts/package/practiceFiles'
import { thirdPartyNotices } from './scripts/package/thirdPartyNotices'

const here = import.meta.dirname
const notices = thirdPartyNotices(resolve(here, 'out/THIRD-PARTY-NOTICES.txt'), ['tailwindcss'])

// Everything is bundled: the packaged app holds out/ and package.json, and no node_modules at all.
export default defineConfig({
  main: {
    plugins: [notices, asciiOnly(), practiceFiles(resolve(here, 'assets/practice'), resolve(here, 'out/practice'))],
    build: {
      externalizeDeps: false,
      target: 'node22',
      rollupOptions: {
        input: { main: resolve(here, 'electron/main.ts'), headless: resolve(here, 'electron/headless.ts') },
        // ws can do without its two native companions, and we ship no native code.
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'parts/[name]-[hash].js',
          // Less to read at the start and to keep; names stay, since the log tells of a bug by them.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  },
  preload: {
    plugins: [notices],
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [react(), tailwindcss(), notices, asciiOnly()],
    build: {
      target: 'chrome130',
      minify: true,
      chunkSizeWarningLimit: 1_000,
      // An inlined data: address would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve(here, 'renderer/index.html') } },
    },
  },
})
