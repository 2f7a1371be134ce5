export { assetUrl, findAssetFolder, type AssetName } from './assets.ts'
export { Avatar } from './avatar.tsx'
export { Badge, ColourDot, type EventColour, type Tone } from './badge.tsx'
export {
  Button,
  ButtonRow,
  LinkButton,
  SegmentedLinks,
  type ButtonProps,
  type LinkButtonProps,
} from './button.tsx'
export { Card, CardGrid, Stack, WithRail, type CardProps } from './card.tsx'
export { CheckboxField, RadioChips, SelectField, type Option } from './choice-field.tsx'
export { Document, type DocumentProps } from './document.tsx'
export { EmptyState } from './empty-state.tsx'
export { ErrorSummary, type FieldError } from './error-summary.tsx'
export { FieldGroup, FieldRow, fieldId, type FieldProps } from './field.tsx'
export { FileField, type FileFieldProps } from './file-field.tsx'
export { FormPage } from './form-page.tsx'
export { ActionForm, FilterForm, Form, type FormProps } from './form.tsx'
export type { Frame, Lang, PageFrame, Theme, Toast } from './frame.ts'
export { Icon, type IconName } from './icon.tsx'
export { Notice, type NoticeKind } from './notice.tsx'
export { PageHeader, type PageHeaderProps } from './page-header.tsx'
export { PlainLayout, PublicLayout, type PlainLayoutProps, type PublicLayoutProps } from './plain-layout.tsx'
export { PracticeLayout, type PracticeLayoutProps } from './practice-layout.tsx'
export { Table, type Column, type TableProps } from './table.tsx'
export {
  DateField,
  HiddenField,
  MoneyField,
  PasswordField,
  TextArea,
  TextField,
  TimeField,
  type TextAreaProps,
  type TextFieldProps,
} from './text-field.tsx'
export { ToastMessage } from './toast-message.tsx'
export {
  AgendaColumn,
  AgendaGrid,
  type AgendaDay,
  type AgendaEvent,
  type AgendaGridProps,
  type AgendaHatch,
} from './agenda-grid.tsx'
export { MonthGrid, type MonthDay, type MonthGridProps } from './month-grid.tsx'
export { PrintButton } from './print-button.tsx'
export { AutosaveState } from './autosave-state.tsx'
export { BarChart, BarLegend, type BarChartProps } from './chart/bar-chart.tsx'
export { BarList, type BarListItem } from './chart/bar-list.tsx'
export type { ChartColumn, ChartProps } from './chart/chart-props.ts'
export { LineChart, LineLegend } from './chart/line-chart.tsx'
export { SmallMultiples } from './chart/small-multiples.tsx'
export { StackedBarChart } from './chart/stacked-bar-chart.tsx'
export { Combobox, type ComboboxProps } from './combobox.tsx'
export { ConfirmWord } from './confirm-word.tsx'
export { CopyField } from './copy-field.tsx'
export { DescriptionList, type Description } from './description-list.tsx'
export { Dialog, type DialogProps } from './dialog.tsx'
export { List, type ListItem } from './list.tsx'
export { Menu, type MenuItem } from './menu.tsx'
export { MiniCalendar, type MiniCalendarDay, type MiniCalendarProps } from './mini-calendar.tsx'
export { Pagination } from './pagination.tsx'
export { QrCode } from './qr-code.tsx'
export { Stat } from './stat.tsx'
export { Steps } from './steps.tsx'
export { Tabs, type Tab } from './tabs.tsx'
export { ShowWhen } from './show-when.tsx'
export { UploadForm, type UploadFormProps } from './upload-form.tsx'
