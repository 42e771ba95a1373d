/** The settings say something that cannot be: one sentence that names the file, the line and the key. */
export class SettingsMistake extends Error {
  override readonly name = 'SettingsMistake'
}
