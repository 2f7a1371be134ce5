// A spreadsheet runs a cell that starts with one of these as a formula (OWASP, CSV injection).
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * RFC 4180 text that Excel opens rightly in France: UTF-8 with byte order mark, `;`, CRLF. A cell that a
 * spreadsheet would run gets an apostrophe in front (one more if it had some); `restoreCell` takes it
 * off again, so that what is exported comes back exactly.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(writeCell).join(';')}\r\n`).join('')}`
}

/** The inverse of the apostrophe above; every other cell, `'Aïcha` included, stays as it is. */
export function restoreCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

function writeCell(cell: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[";\r\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}
