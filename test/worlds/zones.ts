/** For tests: days on which clocks change, or a zone where they never do. */
export const ZONES = [
  { zone: 'Europe/Paris', date: '2026-03-29' },
  { zone: 'Europe/Paris', date: '2026-10-25' },
  // Half an hour, not a whole one.
  { zone: 'Australia/Lord_Howe', date: '2026-10-04' },
  { zone: 'Australia/Lord_Howe', date: '2026-04-05' },
  { zone: 'America/New_York', date: '2026-03-08' },
  { zone: 'America/New_York', date: '2026-11-01' },
  // At midnight: the day begins at 1 h, or its last hour comes twice.
  { zone: 'America/Sao_Paulo', date: '2018-11-04' },
  { zone: 'America/Sao_Paulo', date: '2018-02-17' },
  // A whole day left out.
  { zone: 'Pacific/Apia', date: '2011-12-30' },
  { zone: 'Indian/Reunion', date: '2026-11-11' },
  { zone: 'America/Cayenne', date: '2026-06-10' },
  { zone: 'Asia/Kathmandu', date: '2026-07-14' },
] as const
