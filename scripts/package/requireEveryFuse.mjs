import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/**
 * Sets every fuse there is, as electron-builder.yml says, and fails when Electron has one that nobody has decided on.
 * electron-builder would leave such a fuse as it came.
 */
export default async function requireEveryFuse({ appOutDir, electronPlatformName, packager }) {
  const said = packager.config.electronFuses
  const chosen = {
    [FuseV1Options.RunAsNode]: said.runAsNode,
    [FuseV1Options.EnableCookieEncryption]: said.enableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: said.enableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: said.enableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: said.enableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: said.onlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: said.loadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: said.grantFileProtocolExtraPrivileges,
    // electron-builder.yml has no word for it. On, as Electron has it: it makes WebAssembly fast, and opens nothing.
    [FuseV1Options.WasmTrapHandlers]: true,
  }
  const program = join(appOutDir, programName(electronPlatformName, packager))
  // To ask for a fuse that this Electron does not have yet is an error of its own.
  const there = await getCurrentFuseWire(program)
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...Object.fromEntries(Object.entries(chosen).filter(([fuse]) => fuse in there)),
  })
}

function programName(platform, packager) {
  if (platform === 'linux') return packager.executableName
  return `${packager.appInfo.productFilename}${platform === 'win32' ? '.exe' : '.app'}`
}
