import { clusterName } from './cluster-name.ts'
import { socketPort } from './socket-folder.ts'

export interface SettingsInput {
  cluster: string
  socketDir: string
  /** False only for throw-away test databases: a power cut then destroys them. */
  fsync: boolean
  /** Further settings, which win over ours. */
  extra: Readonly<Record<string, string>>
}

/** Whole text of postgresql.conf, written anew at every start so that it is always this version's. */
export function renderSettings({ cluster, socketDir, fsync, extra }: SettingsInput): string {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: String(socketPort),
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    cluster_name: clusterName(cluster),

    max_connections: '40',
    shared_buffers: '64MB',
    // One machine, no standby, no subscriber: less to write and to run.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // A request keeps to one core, and containers with a small /dev/shm do not fail.
    max_parallel_workers_per_gather: '0',
    jit: 'off',

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',

    fsync: onOff(fsync),
    full_page_writes: onOff(fsync),
    // Costs one write without fsync, and lets even throw-away databases outlive a killed server.
    synchronous_commit: 'on',

    ...quietLog,
    ...extra,
  }
  return Object.entries(settings)
    .map(([name, value]) => `${checkName(name)} = ${quote(value)}\n`)
    .join('')
}

// Statements, parameters and error messages ("Key (email)=(…) already exists") can hold personal
// data, so none reaches the log: errors are answered to the client alone, and starts, stops and
// crashes are logged without detail.
const quietLog = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

/** Whole text of pg_hba.conf: the folder of the socket already keeps everybody else out. */
export const accessRules = 'local all all trust\n'

const onOff = (value: boolean) => (value ? 'on' : 'off')

function checkName(name: string): string {
  if (!/^[a-z_][a-z0-9_.]*$/i.test(name)) throw new TypeError(`not a PostgreSQL setting: ${name}`)
  return name
}

function quote(value: string): string {
  if (/[\n\r\0]/.test(value)) throw new TypeError('a PostgreSQL setting cannot span lines')
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
