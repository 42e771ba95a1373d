import { defineConfig } from 'vitest/config'

// Importing electron, or anything that imports it, would start a download.
const withoutElectron = { server: { deps: { inline: [/^electron-/] } } }

// For the build server: each run leaves its counts in this folder.
const report = process.env['PHONE_DUTY_TEST_REPORT']
const counts: ['json', { outputFile: string }][] = report
  ? [['json', { outputFile: `${report}/${process.pid}.json` }]]
  : []

// As many as work on two processors. The same for all, so that they share them and none waits for another.
const maxWorkers = 2

const hostile = ['tests/journeys/hostileCallers.test.ts']

export default defineConfig({
  test: {
    reporters: ['default', ...counts],
    projects: [
      {
        test: {
          name: 'rules',
          // Generous: a busy machine is not a failure.
          testTimeout: 30_000,
          maxWorkers,
          include: [
            'tests/domain/**/*.test.ts',
            'tests/desk/**/*.test.ts',
            'tests/electron/**/*.test.ts',
            'tests/sip/**/*.test.ts',
            'tests/practice/**/*.test.ts',
          ],
          ...withoutElectron,
        },
      },
      {
        test: {
          name: 'rooms',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          testTimeout: 30_000,
          maxWorkers,
          ...withoutElectron,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: hostile,
          globalSetup: ['tests/journeys/prepare.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        // Some minutes long, and only where hostile inputs have been brought along.
        test: {
          name: 'hostile',
          include: hostile,
          globalSetup: ['tests/journeys/prepare.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['tests/desktop/**/*.test.ts'],
          globalSetup: ['tests/desktop/prepare.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          globalSetup: ['tests/journeys/prepare.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'bench',
          include: ['bench/**/*.bench.ts'],
          globalSetup: ['tests/journeys/prepare.ts', 'tests/exchange/prepare.ts'],
          maxWorkers: 1,
        },
      },
      {
        // What is computed needs no exchange, and no machine of its own.
        test: { name: 'bench-on-paper', include: ['bench/**/*.paper.ts'] },
      },
      {
        test: {
          name: 'soak',
          include: ['soak/**/*.soak.ts'],
          globalSetup: ['tests/journeys/prepare.ts', 'tests/exchange/prepare.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'exchange',
          include: ['tests/exchange/**/*.test.ts'],
          globalSetup: ['tests/journeys/prepare.ts', 'tests/exchange/prepare.ts', 'tests/exchange/prepareOthers.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
