import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

export type Column<Row> = {
  /** Head of the column, and the label of the cell when rows become cards on a phone. */
  label: string
  cell: (row: Row) => Child
  /** `end` for amounts and numbers: tabular figures, right-aligned. */
  align?: 'end' | undefined
  /** The column that names the row: becomes the card's title on a phone, and carries `href`. */
  primary?: boolean | undefined
  /** `wide`: not between a phone's cards and 1024 pixels, where room is short. */
  show?: 'wide' | undefined
  /**
   * On a phone, instead of a line with its label: beside the row's name (`aside`), on the one line below it
   * with the other details (`detail`), at the end of that line (`end`), or not at all.
   */
  phone?: 'aside' | 'detail' | 'end' | 'hidden' | undefined
  /** The label is read but not shown (columns of buttons). */
  labelHidden?: boolean | undefined
  /** Takes as little room as it can. */
  narrow?: boolean | undefined
}

export type TableProps<Row> = {
  /** What the table holds, read by screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  href?: ((row: Row) => string | undefined) | undefined
  /** Draws the row as past or out of use. */
  muted?: ((row: Row) => boolean) | undefined
  /** One more row, in bold: totals, cell by cell. */
  footer?: readonly Child[] | undefined
}

export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, href, muted, footer } = props
  return (
    <div class="table-wrap">
      <table class={classes('table', columns.some(({ phone }) => phone === 'aside') && 'table-with-aside')}>
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th class={cellClass(column)} scope="col">
                {column.labelHidden ? <span class="visually-hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr class={muted?.(row) ? 'table-row-muted' : undefined}>
              {columns.map((column) => (
                <Cell column={column} row={row} href={column.primary ? href?.(row) : undefined} />
              ))}
            </tr>
          ))}
        </tbody>
        {footer ? (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td class={cellClass(column)} data-label={index === 0 ? undefined : column.label}>
                  {footer[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  const content = column.cell(row)
  const inner = href ? (
    <a class="table-link" href={href}>
      {content}
    </a>
  ) : (
    content
  )
  return column.primary ? (
    <th class={cellClass(column)} scope="row">
      {inner}
    </th>
  ) : (
    <td class={cellClass(column)} data-label={column.labelHidden ? undefined : column.label}>
      {inner}
    </td>
  )
}

function cellClass<Row>({ align, primary, show, phone, narrow }: Column<Row>) {
  return classes(
    align === 'end' && 'cell-end',
    primary && 'cell-primary',
    show === 'wide' && 'cell-wide',
    phone && `cell-phone-${phone}`,
    narrow && 'cell-narrow',
  )
}
