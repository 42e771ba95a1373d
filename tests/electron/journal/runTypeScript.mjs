// Lets a plain Node run our own sources, which name their neighbours without an ending.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && !/\.m?[jt]s$/.test(specifier)
    return next(ours ? `${specifier}.ts` : specifier, context)
  },
})
