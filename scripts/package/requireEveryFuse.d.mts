/** What electron-builder hands on when a package is laid out, as far as we look. */
export interface LaidOut {
  readonly appOutDir: string
  readonly electronPlatformName: string
  readonly packager: {
    readonly executableName?: string
    readonly appInfo?: { readonly productFilename: string }
    readonly config: { readonly electronFuses: object }
  }
}

export default function requireEveryFuse(packed: LaidOut): Promise<void>
