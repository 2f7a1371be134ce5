import type { Routes } from '#src/platform/http/routes.ts'
import { PlacePage, PlacesPage } from './place-pages.tsx'
import { type Place, newPlaceForm, placeForm, places } from './places.ts'
import { settingAnswers } from './saved-answer.ts'
import { TypePage, TypesPage } from './type-pages.tsx'
import { type AppointmentTypeRow, newTypeForm, typeForm, types } from './types.ts'
import { addVersionedRoutes } from './versioned-routes.ts'
import { explainVersion } from './versioned.ts'

const TYPES = '/types-de-rendez-vous'
const PLACES = '/lieux'

export function addTypeRoutes(routes: Routes): void {
  routes.page(TYPES, {
    summary: 'Appointment types',
    load: async (visit) => ({ items: await types.list(visit), next: null }),
    page: ({ items }, view) => <TypesPage view={view} types={items} />,
  })
  addVersionedRoutes(routes, {
    base: TYPES,
    nouns: { new: 'nouveau', aside: 'archivage' },
    says: {
      new: 'The form of a new appointment type',
      create: 'Make an appointment type',
      one: 'One appointment type',
      update: 'Change an appointment type; what is booked stays as it is',
      undo: 'Undo the edit that made this version of a type',
      aside: 'Put an appointment type out of use',
      back: 'Put an appointment type back into use',
    },
    newForm: newTypeForm,
    form: typeForm,
    store: types,
    blank: async (visit): Promise<TypeData> => ({ places: await places.list(visit) }),
    load: async (visit, id) => ({ type: await types.get(visit, id), places: await places.list(visit) }),
    page: (data, view, attempt) => <TypePage view={view} {...data} attempt={attempt} />,
    json: ({ type }) => type,
    explain: explainVersion,
    ...settingAnswers(TYPES),
  })
}

interface TypeData {
  type?: AppointmentTypeRow
  places: readonly Place[]
}

export function addPlaceRoutes(routes: Routes): void {
  routes.page(PLACES, {
    summary: 'Places',
    load: async (visit) => ({ items: await places.list(visit), next: null }),
    page: ({ items }, view) => <PlacesPage view={view} places={items} />,
  })
  addVersionedRoutes(routes, {
    base: PLACES,
    nouns: { new: 'nouveau', aside: 'archivage' },
    says: {
      new: 'The form of a new place',
      create: 'Make a place',
      one: 'One place',
      update: 'Change a place',
      undo: 'Undo the edit that made this version of a place',
      aside: 'Put a place out of use',
      back: 'Put a place back into use',
    },
    newForm: newPlaceForm,
    form: placeForm,
    store: places,
    blank: async (): Promise<PlaceData> => ({}),
    load: async (visit, id) => ({ place: await places.get(visit, id) }),
    page: (data, view, attempt) => <PlacePage view={view} {...data} attempt={attempt} />,
    json: ({ place }) => place,
    explain: explainVersion,
    ...settingAnswers(PLACES),
  })
}

interface PlaceData {
  place?: Place
}
