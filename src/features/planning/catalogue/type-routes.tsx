import type { Routes } from '#src/platform/http/routes.ts'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { settingsText } from './settings-text.ts'
import { PlacePage, PlacesPage } from './place-pages.tsx'
import { TypePage, TypesPage } from './type-pages.tsx'
import {
  archivePlace,
  createPlace,
  findPlaces,
  getPlace,
  newPlaceForm,
  placeForm,
  undoPlaceEdit,
  updatePlace,
} from './places.ts'
import {
  archiveType,
  createType,
  findTypes,
  getType,
  newTypeForm,
  typeForm,
  undoTypeEdit,
  updateType,
} from './types.ts'
import { explainVersion } from './versioned.ts'
import { savedAnswer } from './saved-answer.ts'
import { noForm } from '#src/platform/http/fields.ts'

const TYPES = '/types-de-rendez-vous'
const PLACES = '/lieux'

export function addTypeRoutes(routes: Routes): void {
  routes.page(TYPES, {
    summary: 'Appointment types',
    load: async (visit) => ({ items: await findTypes(visit), next: null }),
    page: ({ items }, view) => <TypesPage view={view} types={items} />,
  })
  routes.page(`${TYPES}/nouveau`, {
    summary: 'The form of a new appointment type',
    load: async (visit) => ({ places: await findPlaces(visit) }),
    page: (data, view) => <TypePage view={view} {...data} />,
  })
  routes.action(TYPES, {
    summary: 'Make an appointment type',
    form: newTypeForm,
    act: (visit, input) => createType(visit, input),
    done: (type, { lang }) => ({
      ...savedAnswer(TYPES, type, 'archivage', lang),
      created: true,
    }),
    again: async (visit, attempt) => (
      <TypePage view={visit.view} places={await findPlaces(visit)} attempt={attempt} />
    ),
  })
  routes.page(`${TYPES}/:id`, {
    summary: 'One appointment type',
    load: async (visit, { params }) => ({
      type: await getType(visit, idOf(params)),
      places: await findPlaces(visit),
    }),
    page: (data, view) => <TypePage view={view} {...data} />,
    json: (data) => data.type,
  })
  routes.action(`${TYPES}/:id`, {
    summary: 'Change an appointment type; what is booked stays as it is',
    form: typeForm,
    act: (visit, input, { params }) => updateType(visit, idOf(params), input),
    done: (type, { lang }) => savedAnswer(TYPES, type, undoOf(type), lang),
    explain: explainVersion,
    again: async (visit, attempt, params) => (
      <TypePage
        view={visit.view}
        type={await getType(visit, idOf(params))}
        places={await findPlaces(visit)}
        attempt={attempt}
      />
    ),
  })
  routes.action(`${TYPES}/:id/modifications/:version/annulation`, {
    summary: 'Undo the edit that made this version of a type',
    form: noForm,
    act: (visit, _, { params }) => undoTypeEdit(visit, idOf(params), versionOf(params)),
    done: (type, { lang }) => ({
      ...savedAnswer(TYPES, type, undoOf(type), lang),
      toast: { message: settingsText[lang].toasts.undone(type.name) },
    }),
    explain: explainVersion,
  })
  for (const [noun, archived] of [
    ['archivage', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`${TYPES}/:id/${noun}`, {
      summary: archived ? 'Put an appointment type out of use' : 'Put an appointment type back into use',
      form: noForm,
      act: (visit, _, { params }) => archiveType(visit, idOf(params), archived),
      done: (type, { lang }) =>
        savedAnswer(
          TYPES,
          type,
          archived ? 'retablissement' : 'archivage',
          lang,
          archived ? 'archived' : 'restored',
        ),
    })
  }
}

export function addPlaceRoutes(routes: Routes): void {
  routes.page(PLACES, {
    summary: 'Places',
    load: async (visit) => ({ items: await findPlaces(visit), next: null }),
    page: ({ items }, view) => <PlacesPage view={view} places={items} />,
  })
  routes.page(`${PLACES}/nouveau`, {
    summary: 'The form of a new place',
    load: async () => ({}),
    page: (_, view) => <PlacePage view={view} />,
  })
  routes.action(PLACES, {
    summary: 'Make a place',
    form: newPlaceForm,
    act: (visit, input) => createPlace(visit, input),
    done: (place, { lang }) => ({ ...savedAnswer(PLACES, place, 'archivage', lang), created: true }),
    again: async (visit, attempt) => <PlacePage view={visit.view} attempt={attempt} />,
  })
  routes.page(`${PLACES}/:id`, {
    summary: 'One place',
    load: (visit, { params }) => getPlace(visit, idOf(params)),
    page: (place, view) => <PlacePage view={view} place={place} />,
  })
  routes.action(`${PLACES}/:id`, {
    summary: 'Change a place',
    form: placeForm,
    act: (visit, input, { params }) => updatePlace(visit, idOf(params), input),
    done: (place, { lang }) => savedAnswer(PLACES, place, undoOf(place), lang),
    explain: explainVersion,
    again: async (visit, attempt, params) => (
      <PlacePage view={visit.view} place={await getPlace(visit, idOf(params))} attempt={attempt} />
    ),
  })
  routes.action(`${PLACES}/:id/modifications/:version/annulation`, {
    summary: 'Undo the edit that made this version of a place',
    form: noForm,
    act: (visit, _, { params }) => undoPlaceEdit(visit, idOf(params), versionOf(params)),
    done: (place, { lang }) => ({
      ...savedAnswer(PLACES, place, undoOf(place), lang),
      toast: { message: settingsText[lang].toasts.undone(place.name) },
    }),
    explain: explainVersion,
  })
  for (const [noun, archived] of [
    ['archivage', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`${PLACES}/:id/${noun}`, {
      summary: archived ? 'Put a place out of use' : 'Put a place back into use',
      form: noForm,
      act: (visit, _, { params }) => archivePlace(visit, idOf(params), archived),
      done: (place, { lang }) =>
        savedAnswer(
          PLACES,
          place,
          archived ? 'retablissement' : 'archivage',
          lang,
          archived ? 'archived' : 'restored',
        ),
    })
  }
}

function undoOf({ version }: { version: number }): string {
  return `modifications/${version}/annulation`
}
