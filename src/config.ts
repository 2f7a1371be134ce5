import { resolve } from 'node:path'
import { z } from 'zod'

/** Said at start-up when a setting makes no sense. */
export class ConfigError extends Error {}

const port = z.coerce.number().int().min(0).max(65_535)
const httpUrl = z.url({ protocol: /^https?$/ })

const schema = z.object({
  /** Port of the web server. 0 takes a free one. */
  PORT: port.default(3000),
  /** Address the web server listens on. Anything but loopback wants an https DIVAN_BASE_URL. */
  HOST: z.string().default('127.0.0.1'),
  /** Everything Divan keeps on this machine: database, files, keys. */
  DIVAN_DATA_DIR: z.string().min(1).default('./data'),
  /** A PostgreSQL of one's own (15 or newer) instead of the embedded one. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Login that owns the tables, where it differs from DATABASE_URL's; used for migrations only. */
  DATABASE_OWNER_URL: z.string().startsWith('postgres').optional(),
  /** Address people reach Divan under. https makes cookies Secure and __Host-. */
  DIVAN_BASE_URL: httpUrl.optional(),
  /** 32 bytes in base64 that wrap all data keys; without it a 0600 file in the data folder. */
  DIVAN_MASTER_KEY: z.string().optional(),
  /** Former master keys, comma separated, that may still unwrap until `keys:rewrap` has run. */
  DIVAN_MASTER_KEY_PREVIOUS: z.string().optional(),
  /** Folder of the wrapped data keys: never inside a database backup. */
  DIVAN_KEYRING_DIR: z.string().optional(),
  /** What this process does; both by default. */
  DIVAN_ROLE: z.enum(['web', 'worker', 'both']).default('both'),
  /** Instant at which the clock starts, for tests; refused when DIVAN_BASE_URL is https. */
  DIVAN_NOW: z.string().optional(),
  /** Trust X-Forwarded-For from a proxy in front. */
  DIVAN_TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  /** smtp://user:password@host:port; without it mail waits in the outbox. */
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAIL_FROM: z.string().default('Divan <ne-pas-repondre@localhost>'),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('eu-west-3'),
  S3_ENDPOINT: httpUrl.optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  keyringDir: string
  /** Where the master key lies, unless `masterKey` hands it over. */
  masterKeyFile: string
  databaseUrl?: string
  databaseOwnerUrl?: string
  /** Without a trailing slash. */
  baseUrl: string
  https: boolean
  masterKey?: string
  previousMasterKeys: string[]
  role: 'web' | 'worker' | 'both'
  startsAt?: Temporal.Instant
  trustProxy: boolean
  smtpUrl?: string
  mailFrom: string
  s3?: { bucket: string; region: string; endpoint?: string; accessKeyId: string; secretAccessKey: string }
  production: boolean
}

/** Reads the environment; refuses to start on nonsense, naming the setting. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable means "not set", as in `SMTP_URL= npm start`.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const set = parsed.data
  const dataDir = resolve(set.DIVAN_DATA_DIR)
  const baseUrl = (set.DIVAN_BASE_URL ?? `http://localhost:${set.PORT}`).replace(/\/+$/, '')
  const https = baseUrl.startsWith('https:')
  const startsAt = set.DIVAN_NOW === undefined ? undefined : readInstant(set.DIVAN_NOW)
  if (startsAt && https) throw new ConfigError('DIVAN_NOW: refused while DIVAN_BASE_URL is https')
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir,
    keyringDir: resolve(set.DIVAN_KEYRING_DIR ?? `${dataDir}/keyring`),
    masterKeyFile: resolve(dataDir, 'master.key'),
    ...(set.DATABASE_URL ? { databaseUrl: set.DATABASE_URL } : {}),
    ...(set.DATABASE_OWNER_URL ? { databaseOwnerUrl: set.DATABASE_OWNER_URL } : {}),
    baseUrl,
    https,
    ...(set.DIVAN_MASTER_KEY ? { masterKey: set.DIVAN_MASTER_KEY } : {}),
    previousMasterKeys: set.DIVAN_MASTER_KEY_PREVIOUS?.split(',') ?? [],
    role: set.DIVAN_ROLE,
    ...(startsAt ? { startsAt } : {}),
    trustProxy: set.DIVAN_TRUST_PROXY === 'true',
    ...(set.SMTP_URL ? { smtpUrl: set.SMTP_URL } : {}),
    mailFrom: set.MAIL_FROM,
    ...readS3(set),
    production: env.NODE_ENV === 'production',
  }
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw new ConfigError(`DIVAN_NOW: "${text}" is not an ISO instant such as 2026-11-22T09:00:00Z`)
  }
}

function readS3(set: z.infer<typeof schema>): Pick<Config, 's3'> {
  if (!set.S3_BUCKET) return {}
  if (!set.S3_ACCESS_KEY_ID || !set.S3_SECRET_ACCESS_KEY) {
    throw new ConfigError('S3_BUCKET: S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are missing')
  }
  return {
    s3: {
      bucket: set.S3_BUCKET,
      region: set.S3_REGION,
      ...(set.S3_ENDPOINT ? { endpoint: set.S3_ENDPOINT } : {}),
      accessKeyId: set.S3_ACCESS_KEY_ID,
      secretAccessKey: set.S3_SECRET_ACCESS_KEY,
    },
  }
}
