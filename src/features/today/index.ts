export { today } from './feature.ts'
