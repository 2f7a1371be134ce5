import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('the settings', () => {
  test('are complete without any', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      baseUrl: 'http://localhost:3000',
      https: false,
      role: 'both',
    })
  })

  test.each([
    [{ PORT: 'abc' }, /PORT/],
    [{ PORT: '70000' }, /PORT/],
    [{ DIVAN_ROLE: 'boss' }, /DIVAN_ROLE/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    [{ DIVAN_BASE_URL: 'divan.example' }, /DIVAN_BASE_URL/],
    [{ DIVAN_NOW: 'yesterday' }, /DIVAN_NOW/],
    [{ DIVAN_NOW: '2026-01-01T00:00:00Z', DIVAN_BASE_URL: 'https://divan.example' }, /DIVAN_NOW/],
    [{ S3_BUCKET: 'files' }, /S3_ACCESS_KEY_ID/],
  ])('%j is refused, naming the setting', (env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })

  test('an empty variable is one that is not set', () => {
    expect(readConfig({ SMTP_URL: '', PORT: '' })).toMatchObject({ port: 3000 })
  })

  test('https makes cookies secure', () => {
    expect(readConfig({ DIVAN_BASE_URL: 'https://divan.example/' })).toMatchObject({
      https: true,
      baseUrl: 'https://divan.example',
    })
  })
})
