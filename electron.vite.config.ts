import { cpSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

/** The practice scenes and voices are read from the disk while the app runs: they lie in out/practice, beside out/main. */
function copyPractice() {
  return {
    name: 'copy-practice',
    closeBundle() {
      for (const folder of ['scenes', 'voices']) {
        const [from, to] = [resolve(here, 'assets/practice', folder), resolve(here, 'out/practice', folder)]
        rmSync(to, { recursive: true, force: true })
        cpSync(from, to, { recursive: true, filter: path => !path.endsWith('manifest.json') })
      }
    },
  }
}

// Everything is bundled: the packaged app holds out/ and package.json, and no node_modules at all.
export default defineConfig({
  main: {
    plugins: [copyPractice()],
    build: {
      externalizeDeps: false,
      target: 'node22',
      rollupOptions: {
        input: { main: resolve(here, 'electron/main.ts'), headless: resolve(here, 'electron/headless.ts') },
        // ws can do without its two native companions, and we ship no native code.
        external: ['electron', 'bufferutil', 'utf-8-validate'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
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
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome130',
      // An inlined data: address would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve(here, 'renderer/index.html') } },
    },
  },
})
