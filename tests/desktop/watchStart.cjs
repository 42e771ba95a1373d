// Runs before the app's own main script, and notes what it does before Electron is ready.
const { app } = require('electron')

const enableSandbox = app.enableSandbox.bind(app)
globalThis.sandboxedWhileReady = undefined
app.enableSandbox = () => {
  globalThis.sandboxedWhileReady = app.isReady()
  enableSandbox()
}
