import { join } from 'node:path'
import type { Config } from './config.ts'
import { ConfigError } from './config.ts'
import { findRunningServer } from './db/embedded/running-server.ts'
import { whileDatabaseReturns } from './db/patience.ts'
import type { DatabaseAccess } from './db/prepare.ts'
import { makeDemo } from './demo/make-demo.ts'
import { isRefused } from './domain/refusal.ts'
import { prepareFirstSteps } from './features/account/index.ts'
import { logUncaught } from './log-uncaught.ts'
import { verifyAudit } from './platform/audit/verify.ts'
import { listWaitingMessages } from './platform/messages/index.ts'
import { createOperator, renewOperator } from './operator/index.ts'
import { findOperatorAuditFault } from './platform/operator/audit.ts'
import { type RunningPlatform, type RunningServer, openPlatform, startServer } from './server.ts'

type Command = (config: Config, args: readonly string[]) => Promise<void>

/** What `npm run divan -- <name>` and the other npm scripts can do. */
export const commands: Readonly<Record<string, Command>> = {
  start: async (config) => serveUntilStopped(config, { afterwards: announceFirstSteps }),
  demo: async (config) =>
    serveUntilStopped(config, {
      before: async ({ platform }) => ` · demo@divan.test · ${await makeDemo(platform)}`,
    }),
  'audit:verify': async (config) => withPlatform(config, verifyEveryChain),
  outbox: async (config) => withPlatform(config, showWaitingMail),
  'operator:create': async (config, [identifier = '']) =>
    withPlatform(config, async ({ platform }) => {
      const made = await createOperator(platform, identifier)
      if (!isRefused(made)) return showAccessCode(config, made.code)
      throw new ConfigError(
        made.refused === 'taken'
          ? 'there is such an operator already; operator:renew gives a new way in.'
          : 'operator:create <identifier>',
      )
    }),
  'operator:renew': async (config, [identifier = '']) =>
    withPlatform(config, async ({ platform }) => {
      const renewed = await renewOperator(platform, identifier)
      if (isRefused(renewed)) throw new ConfigError('there is no such operator; operator:create makes one.')
      showAccessCode(config, renewed.code)
    }),
  'keys:rewrap': async (config) =>
    withPlatform(config, async ({ platform }) => {
      say(`${await platform.keyring.rewrap()} key files were wrapped again with the present master key.`)
    }),
}

/** What else a start does, before the server listens or once it does; each answers what is said with its address. */
interface Steps {
  before?(running: RunningPlatform): Promise<string>
  afterwards?(running: RunningPlatform): Promise<string>
}

async function serveUntilStopped(config: Config, steps: Steps): Promise<void> {
  // Heard from the first moment: a start that is interrupted must not leave its database running.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
  const running = await openPlatform(config)
  logUncaught(running.platform.log)
  const started = await Promise.race([start(running, steps), stopped])
  if (started) {
    announce(config, running, started)
    await stopped
    await started.server.close()
  }
  await running.close()
  process.exit(0)
}

interface Started {
  credentials: string
  server: RunningServer
}

function announce(config: Config, running: RunningPlatform, { credentials, server }: Started): void {
  if (running.masterKeyCreated) {
    say(
      `Divan: a master key was made in ${config.masterKeyFile}. Save a copy elsewhere: without it nothing sealed can be read again.`,
    )
  }
  say(`Divan: ${addressOf(config, server.port)}${credentials}`)
}

/** What was opened is closed again when the rest cannot start: a failed start must end. */
async function start(running: RunningPlatform, steps: Steps): Promise<Started> {
  try {
    const before = await steps.before?.(running)
    const server = await startServer(running)
    return { credentials: before ?? (await steps.afterwards?.(running)) ?? '', server }
  } catch (error) {
    await running.close()
    throw error
  }
}

/**
 * Before there is a practice, the first page asks for a code that only whoever sees this console knows. Made once
 * the port is ours: a start that fails must not take away the code of the server that has it.
 */
async function announceFirstSteps({ platform }: RunningPlatform): Promise<string> {
  if (platform.config.role === 'worker') return ''
  const code = await whileDatabaseReturns(() => prepareFirstSteps(platform))
  return code === undefined ? '' : ` · premiers pas, code ${code}`
}

/** With PORT=0 the system chose the port. */
function addressOf(config: Config, port: number): string {
  return config.port === 0 ? `http://localhost:${port}` : config.baseUrl
}

/** Runs a command beside a server that runs already, or alone. */
async function withPlatform(
  config: Config,
  work: (running: RunningPlatform) => Promise<void>,
): Promise<void> {
  const running = await openPlatform(config, accessToRunning(config))
  try {
    await work(running)
  } finally {
    await running.close()
  }
}

function accessToRunning(config: Config): DatabaseAccess | undefined {
  if (config.databaseUrl) return undefined
  const server = findRunningServer(join(config.dataDir, 'database'))
  if (!server) return undefined
  return {
    login: server.connection('divan', 'divan_app'),
    owner: server.connection('divan', server.superuser),
  }
}

/** Shown here alone; what is kept is its hash. */
function showAccessCode({ baseUrl }: Config, code: string): void {
  say(`${baseUrl}/operateur/premier-acces · code ${code} · once, within a day`)
}

/** Mail that could not leave, in clear: whoever runs the machine hands a reset link over by other means. */
async function showWaitingMail({ platform }: RunningPlatform): Promise<void> {
  const messages = await listWaitingMessages(platform)
  if (messages.length === 0) say('No mail is waiting.')
  for (const { createdAt, recipient, subject, body } of messages) {
    say(`${createdAt.toString()}  ${recipient}\n${subject}\n\n${body}\n`)
  }
}

async function verifyEveryChain({ platform }: RunningPlatform): Promise<void> {
  const practices = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').execute(),
  )
  let broken = 0
  for (const { practiceId } of practices) {
    const state = await platform.db.inPractice(practiceId, (tx) => verifyAudit(tx))
    if (!state.intact) broken++
    say(
      state.intact
        ? `${practiceId}: ${state.events} events, intact`
        : `${practiceId}: BROKEN at event ${state.brokenAt} (${state.reason})`,
    )
  }
  const fault = await platform.db.inOperator(findOperatorAuditFault)
  say(fault === undefined ? 'operator: intact' : `operator: BROKEN at event ${fault}`)
  if (fault !== undefined) broken++
  if (broken > 0) throw new ConfigError(`${broken} audit chain(s) were tampered with.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
