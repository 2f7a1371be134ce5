import { AutosaveState, Button, ButtonRow, Form, HiddenField, TextArea, type Frame } from '#src/ui/index.ts'
import { sessionText } from '../text.ts'

export interface EditorState {
  /** Made when the page opens: two tabs are two editors. */
  editorId: string
  baseVersion: number
  text: string
  /** `<draft id>@<instant>` of the draft this text comes from. */
  resumes?: string | undefined
  error?: string | undefined
  /** Where to set that draft aside; absent when there is none. */
  discardAction?: string | undefined
  /** What the line under the text says before the first autosave. */
  stateLabel?: string | undefined
  saveLabel?: string | undefined
}

// A page of handwriting to begin with; a long note opens at its full height, without scripts too.
const MIN_ROWS = 14
const MAX_ROWS = 40
const CHARACTERS_A_ROW = 80

/** The private note: a plain text area that saves by button, and by itself where scripts run. */
export function NoteEditor(props: { frame: Frame; sessionId: string; editor: EditorState }) {
  const { frame, sessionId, editor } = props
  const t = sessionText[frame.lang]
  return (
    <Form
      action={`/seances/${sessionId}/notes`}
      autosaveUrl={`/seances/${sessionId}/brouillon`}
      frame={frame}
      version={editor.baseVersion}
      id="note"
    >
      <HiddenField name="editorId" value={editor.editorId} />
      {editor.resumes ? <HiddenField name="resumes" value={editor.resumes} /> : null}
      <TextArea
        name="text"
        label={t.notesLabel}
        labelHidden
        value={editor.text}
        rows={rowsFor(editor.text)}
        error={editor.error}
        hint={t.notesHint}
        autocomplete="off"
      />
      <ButtonRow>
        <Button variant="primary" icon="save">
          {editor.saveLabel ?? t.save}
        </Button>
        {editor.discardAction ? (
          <Button variant="quiet" formAction={editor.discardAction}>
            {t.dropResumed}
          </Button>
        ) : null}
        <AutosaveState lang={frame.lang} savedAtLabel={editor.stateLabel} />
      </ButtonRow>
    </Form>
  )
}

function rowsFor(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_A_ROW), 2)
  return Math.min(MAX_ROWS, Math.max(MIN_ROWS, rows))
}
