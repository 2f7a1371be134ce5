import { z } from 'zod'
import { line, longText, version } from '#src/platform/http/fields.ts'
import { placeEvents } from '../events.ts'
import { type Setting, versionedSetting } from './versioned-setting.ts'

export const PLACE_KINDS = ['cabinet', 'video', 'home'] as const

const fields = { name: line(300), kind: z.enum(PLACE_KINDS), address: longText(1000) }
export const newPlaceForm = z.object(fields)
export const placeForm = z.object({ ...fields, version })

export type Place = Setting<{ name: string; kind: string; address: string }>

export const places = versionedSetting<{ name: string; kind: string; address: string }>({
  table: 'place',
  fields: ['name', 'kind', 'address'],
  events: placeEvents,
})
