import { agendaGrid } from './islands/agenda-grid.ts'
import { autosave } from './islands/autosave.ts'
import { autosubmit } from './islands/autosubmit.ts'
import { busy } from './islands/busy.ts'
import { combobox } from './islands/combobox.ts'
import { confirmWord } from './islands/confirm-word.ts'
import { copy } from './islands/copy.ts'
import { dialog } from './islands/dialog.ts'
import { fileDrop } from './islands/file-drop.ts'
import { focus } from './islands/focus.ts'
import { leaveGuard } from './islands/leave-guard.ts'
import { liveFilter } from './islands/live-filter.ts'
import { menu } from './islands/menu.ts'
import { modal } from './islands/modal.ts'
import { password } from './islands/password.ts'
import { print } from './islands/print.ts'
import { listenForSearchKey, searchPalette } from './islands/search-palette.ts'
import { showWhen } from './islands/show-when.ts'
import { theme } from './islands/theme.ts'
import { toast } from './islands/toast.ts'
import { mount, register } from './mount.ts'
import { followPointer } from './pointer.ts'

register({
  'agenda-grid': agendaGrid,
  autosave,
  autosubmit,
  busy,
  combobox,
  'confirm-word': confirmWord,
  copy,
  dialog,
  'file-drop': fileDrop,
  focus,
  'leave-guard': leaveGuard,
  'live-filter': liveFilter,
  menu,
  modal,
  password,
  print,
  'search-palette': searchPalette,
  'show-when': showWhen,
  theme,
  toast,
})
followPointer()
listenForSearchKey()
mount(document)
