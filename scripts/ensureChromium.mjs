import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// The tests walk through the app in a Chromium. On Debian it is installed when it is missing and we may; else we say how.
const wanted = ['chromium', 'fonts-ipafont-gothic']
if (!process.env.PHONE_DUTY_CHROMIUM && !existsSync('/usr/bin/chromium') && !existsSync('/usr/bin/google-chrome')) {
  const isRoot = process.getuid?.() === 0
  const maySudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  const isDebian = existsSync('/usr/bin/apt-get')
  if (!isDebian || !(isRoot || maySudo)) {
    process.stderr.write(
      'The tests need Chromium. On Debian: sudo apt-get install chromium. Elsewhere set PHONE_DUTY_CHROMIUM to its path.\n',
    )
    process.exit(1)
  }
  const apt = (...args) => {
    const [program, ...rest] = isRoot ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args]
    return spawnSync(program, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  process.stderr.write('Installing Chromium for the tests …\n')
  apt('update', '-qq')
  const { status } = apt('install', '-y', '-qq', '--no-install-recommends', ...wanted)
  process.exit(status ?? 1)
}
