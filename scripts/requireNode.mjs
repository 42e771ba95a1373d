// On Linux the project brings its own Node; elsewhere the machine's must be new enough for node:sqlite and the
// system's certificates.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 15)) {
  process.stderr.write(`Phone Duty needs Node 22.15 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
