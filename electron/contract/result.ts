/**
 * Every way an expected failure can end. Each code has its sentence in `resources/locales` under `errors`,
 * so the window and the terminal say it in the user's language; `params` fill the sentence's gaps.
 */
export const failureCodes = [
  'unknown-call',
  'invalid-argument',
  'not-found',
  'no-such-name',
  'cancelled',
  'connection-lost',
  'session-refused',
  'port-taken',
  'internal',
  'read-only',
  'library-in-use',
  'newer-library',
  'migration-failed',
  'backup-damaged',
  'disk-full',
  'write-failed',
  'not-utf8',
  'empty-file',
  'file-too-large',
  'file-missing',
  'file-unreadable',
  'not-a-folder',
  'not-one-list',
  'not-a-pdf',
  'paper-gone',
  'not-this-paper',
  'pdf-damaged',
  'pdf-locked',
  'pdf-silent',
  'pdf-long',
  'no-paper',
  'pdf-password',
  'pdf-encryption',
  'pdf-signed',
  'pdf-signed-closed',
  'no-annotations-read',
  'file-exists',
  'link-refused',
  'topic-into-itself',
  'unknown-command',
  'unknown-option',
  'missing-value',
  'bad-option',
  'bad-formula',
  'unknown-solver',
  'bad-problem',
] as const
export type FailureCode = (typeof failureCodes)[number]

export interface Failure {
  code: FailureCode
  params: Record<string, string | number>
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** An expected failure on its way to the edge, where it becomes a `Result`. */
export class Refusal extends Error {
  readonly code: FailureCode
  readonly params: Record<string, string | number>
  constructor(code: FailureCode, params: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }
}
