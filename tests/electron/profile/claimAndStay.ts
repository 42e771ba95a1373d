import { claimProfile } from '../../../electron/profile/claimProfile'

claimProfile(process.argv[2] ?? '')
process.stdout.write('claimed\n')
setInterval(() => undefined, 60_000)
