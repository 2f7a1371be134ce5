export { createPractice, type CreatedPractice, type NewPractice } from './create-practice.ts'
export { prepareFirstSteps } from './first-steps/code.ts'
export { accountRoutes } from './routes.tsx'
export { getPracticeSettings, updatePractice } from './settings/practice.ts'
