export declare const deskNodeArgs: readonly string[]
