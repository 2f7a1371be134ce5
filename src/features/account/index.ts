export { createPractice, type CreatedPractice, type NewPractice } from './create-practice.ts'
export { prepareFirstSteps } from './first-steps/code.ts'
export { account } from './feature.ts'
export { getPracticeSettings, updatePractice } from './settings/practice.ts'
