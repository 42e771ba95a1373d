import { Menu, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron'
import type { DeskView } from '../../../domain/desk/DeskView'
import { drawTrayIcon, type Tint } from './drawTrayIcon'
import { type Keys, type TrayActions, trayMenu, trayTip } from './trayMenu'
import { type TrayLook, trayLook } from './trayState'

/** Puts the desk into the tray. Returns how to show it anew, to be called whenever the desk or the keys change. */
export function openTray(actions: TrayActions): (view: DeskView, keys: Keys) => void {
  const tray = new Tray(nativeImage.createEmpty())
  // On macOS a click opens the menu, which has the window in it.
  if (process.platform !== 'darwin') tray.on('click', () => actions.showDesk())
  let icon = ''
  let menu = ''
  return (view, keys) => {
    const look = trayLook(view)
    const tint = tintNow()
    const nextIcon = JSON.stringify([look, tint])
    if (nextIcon !== icon) tray.setImage(imageOf(look, tint))
    icon = nextIcon
    tray.setToolTip(trayTip(view))
    const template = trayMenu(view, keys, actions)
    // A menu that is open closes when it is replaced, so it is only replaced by another one. What is clicked
    // belongs to a call, so whose call it is counts as well.
    const nextMenu = JSON.stringify([template, keys.shortcuts])
    if (nextMenu !== menu) tray.setContextMenu(Menu.buildFromTemplate(template))
    menu = nextMenu
  }
}

function imageOf(look: TrayLook, tint: Tint): NativeImage {
  const image = nativeImage.createFromBuffer(drawTrayIcon(look, tint, 16), { scaleFactor: 1 })
  for (const scaleFactor of [2, 3]) {
    image.addRepresentation({ scaleFactor, buffer: drawTrayIcon(look, tint, 16 * scaleFactor) })
  }
  image.setTemplateImage(tint === 'template')
  return image
}

function tintNow(): Tint {
  if (process.platform === 'darwin') return 'template'
  const isDark =
    process.platform === 'win32'
      ? nativeTheme.shouldUseDarkColorsForSystemIntegratedUI
      : nativeTheme.shouldUseDarkColors
  return isDark ? 'dark' : 'light'
}
