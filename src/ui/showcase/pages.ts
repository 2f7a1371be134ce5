import {
  AgendaShowcase,
  ChartsShowcase,
  StylesFormPage,
  StylesLoginPage,
  StylesPage,
  StylesSearchPage,
} from '../styles-page.tsx'

/** The pages of the showcase by address, as `/styles` mounts them. */
export const showcasePages = {
  '/styles': StylesPage,
  '/styles/agenda': AgendaShowcase,
  '/styles/graphiques': ChartsShowcase,
  '/styles/formulaire': StylesFormPage,
  '/styles/connexion': StylesLoginPage,
  '/styles/patients': StylesSearchPage,
} as const
