import { formatDate } from '#src/domain/civil-format.ts'
import { civilDateOf } from '#src/domain/civil-time.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, Combobox, Form, List, type Option } from '#src/ui/index.ts'
import type { PatientFile } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { patientText } from '../text.ts'
import { detailText } from '../person-texts.ts'

type Props = { file: PatientFile; view: View }

/** Who belongs to a couple or family. */
export function MembersCard({ file, view }: Props) {
  const t = patientText[view.lang]
  return (
    <Card title={t.members} footer={<MemberForm fileId={file.id} view={view} />}>
      <p>{file.members.length === 0 ? t.noMembers : t.membersHint}</p>
      <List
        label={t.members}
        items={file.members.map((member) => ({
          title: patientName(member),
          href: `/patients/${member.id}`,
          avatar: patientName(member),
          action: (
            <ActionForm action={`/patients/${file.id}/membres/${member.id}/suppression`} frame={view.frame}>
              <Button variant="quiet" size="small" icon="x" iconOnly>
                {`${t.removeMember} ${patientName(member)}`}
              </Button>
            </ActionForm>
          ),
        }))}
      />
    </Card>
  )
}

export function MemberForm(props: {
  fileId: string
  view: View
  options?: readonly Option[] | undefined
  text?: string | undefined
  error?: string | undefined
}) {
  const t = patientText[props.view.lang]
  return (
    <Form action={`/patients/${props.fileId}/membres`} frame={props.view.frame} layout="inline">
      <Combobox
        name="memberId"
        label={t.addMember}
        lang={props.view.lang}
        source="/patients"
        options={props.options}
        text={props.text}
        error={props.error}
        width="grow"
      />
      <Button icon="plus">{t.add}</Button>
    </Form>
  )
}

/** What was merged into this file, each with the button that separates it again. */
export function MergedCard({ file, view }: Props) {
  const t = patientText[view.lang]
  return (
    <Card title={t.mergedFiles}>
      <List
        label={t.mergedFiles}
        items={file.mergedFiles.map((merged) => {
          const date = formatDate(civilDateOf(merged.mergedAt, view.zone), 'long', view.lang)
          return {
            title: patientName(merged),
            icon: 'git-merge',
            detail: [t.mergedOn(date), detailText(merged, view.lang), merged.remarks]
              .filter((part) => part !== '')
              .join(' · '),
            action: (
              <ActionForm action={`/patients/${merged.id}/separation`} frame={view.frame}>
                <Button size="small" icon="undo-2">
                  {t.unmerge}
                </Button>
              </ActionForm>
            ),
          }
        })}
      />
    </Card>
  )
}
