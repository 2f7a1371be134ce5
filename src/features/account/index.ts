export { createPractice, type CreatedPractice, type NewPractice } from './create-practice.ts'
export { accountRoutes } from './routes.tsx'
