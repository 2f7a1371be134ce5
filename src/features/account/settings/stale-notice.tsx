import { DescriptionList, Notice } from '#src/ui/index.ts'

/** Beside a stale form: what the fields say by now, where that differs from what was typed. */
export function StaleNotice(props: {
  title: string
  sentence: string
  differences: readonly { label: string; value: string }[]
}) {
  return (
    <Notice kind="warning" title={props.title}>
      <p>{props.sentence}</p>
      <DescriptionList
        layout="columns"
        items={props.differences.map(({ label, value }) => ({ term: label, value }))}
      />
    </Notice>
  )
}
