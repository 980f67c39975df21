import { MultiNicError } from '../errors.ts';

type Facts = {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly fields?: readonly string[];
};

/** What the API server answered instead of success. Status codes are read in this file and nowhere else. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code = 'API_REFUSED';
  readonly status: number;
  /** `reason` of the server's Status object (`NotFound`, `AlreadyExists`, …); `Unknown` where it gave none. */
  readonly reason: string;
  readonly retryAfterMs?: number;
  /** Fields that the server's Status names as causes; [] where it names none. */
  readonly fields: readonly string[];

  constructor(facts: Facts) {
    super(facts.message);
    this.status = facts.status;
    this.reason = facts.reason;
    this.fields = facts.fields ?? [];
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}

/**
 * The error of an answer that is no success. `body` is a Status object where the server itself answered, anything where
 * a proxy before it did; `retryAfter` is the header, seconds or an HTTP date, the date counted from `now` (ms).
 */
export function kubeError(
  request: string,
  answer: { readonly status: number; readonly body: string; readonly retryAfter?: string },
  now: number,
): KubeError {
  const status = parseStatus(answer.body);
  const wait = readRetryAfter(answer.retryAfter, status?.details?.retryAfterSeconds, now);
  const said = status?.message ?? (answer.body.trim().slice(0, 300) || 'no message');
  return new KubeError({
    status: answer.status,
    reason: status?.reason ?? 'Unknown',
    fields: fieldsOf(status),
    message: `${request}: the API server answered ${answer.status}: ${said}`,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

/**
 * The error that an ERROR event of a watch carries: its object is a Status with the code that a list would have had. What
 * has no code (0) cannot be understood, so the watch must not be gone on with.
 */
export function watchError(request: string, object: unknown): KubeError {
  const status: Status = typeof object === 'object' && object !== null ? object : {};
  return new KubeError({
    status: status.code ?? 0,
    reason: status.reason ?? 'Unknown',
    message: `${request}: the API server ended the watch: ${status.message ?? 'no message'}`,
  });
}

export function unreachable(request: string, cause: unknown): MultiNicError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MultiNicError('API_UNREACHABLE', `${request}: the API server did not answer: ${why}`, {
    cause,
  });
}

export const isNotFound = (error: unknown): boolean => hasStatus(error, 404);
export const isConflict = (error: unknown): boolean => hasStatus(error, 409);
export const isForbidden = (error: unknown): boolean => hasStatus(error, 403);
/** The object would not be a valid one, or would become another one: the same request is never accepted. */
export const isInvalid = (error: unknown): boolean => hasStatus(error, 422);
/** A precondition on the uid did not hold: another object has the name now. */
export const isOtherObject = (error: unknown): boolean =>
  error instanceof KubeError &&
  isInvalid(error) &&
  (error.fields.includes('metadata.uid') || error.message.includes('metadata.uid'));
export const isUnauthorized = (error: unknown): boolean => hasStatus(error, 401);
/** The version asked for is too old: a list is needed. Comes as HTTP status and as ERROR event. */
export const isGone = (error: unknown): boolean => hasStatus(error, 410);

/** The server or the way to it is at fault, not the request: what we know stays true, the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MultiNicError) return error.code === 'API_UNREACHABLE';
  return error instanceof KubeError && (error.status >= 500 || error.status === 429);
}

/**
 * The server's decision about this object, by validation or admission. A webhook that is not there is one too, although its
 * status is 500: nothing passes until somebody puts it right.
 */
export function isRefusal(error: unknown): error is KubeError {
  if (!(error instanceof KubeError) || isConflict(error)) return false;
  return error.status < 500
    ? error.status !== 429
    : error.message.includes('failed calling webhook');
}

/** The trouble without the request that met it, and so the same for all that meet it. */
export function troubleOf(error: unknown): string {
  if (error instanceof KubeError) return `${error.status} ${error.reason}`;
  return error instanceof MultiNicError ? error.code : String(error);
}

/** How long the server asked to be left alone; `undefined` when it did not. */
export function retryAfterMs(error: unknown): number | undefined {
  return error instanceof KubeError ? error.retryAfterMs : undefined;
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof KubeError && error.status === status;
}

type Status = {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly field?: string }[] | null;
  };
};

function fieldsOf(status: Status | undefined): readonly string[] {
  return (status?.details?.causes ?? []).flatMap(({ field }) => field ?? []);
}

function parseStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const isStatus = typeof parsed === 'object' && parsed !== null && 'status' in parsed;
    return isStatus ? (parsed as Status) : undefined;
  } catch {
    return undefined;
  }
}

function readRetryAfter(
  header: string | undefined,
  seconds: number | undefined,
  now: number,
): number | undefined {
  if (header === undefined) return seconds === undefined ? undefined : seconds * 1000;
  if (/^[0-9]+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
