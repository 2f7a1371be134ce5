/** One JSON object per line on stderr. Fields are technical: no name, no address, no text, no token. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, error: unknown, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const emit = (level: string, event: string, fields: object): void =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
  return {
    info: (event, fields = {}) => emit('info', event, fields),
    warn: (event, fields = {}) => emit('warn', event, fields),
    error: (event, error, fields = {}) => emit('error', event, { ...fields, ...describe(error) }),
  }
}

// A PostgreSQL error's detail quotes the row it refused, and a Zod error the value: only what is safe passes.
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
  return { error: error.name, ...(code ? { code } : { message: error.message }), constraint, stack }
}
