/**
 * What keeps the camera from showing a picture, as far as the person can do something about it.
 *
 * `none`: no camera here · `denied`: not allowed · `busy`: another program has it · `unplugged`: gone while it ran ·
 * `unsupported`: this webview has no cameras at all · `failed`: anything else.
 */
export type CameraTrouble = 'none' | 'denied' | 'busy' | 'unplugged' | 'unsupported' | 'failed';

/** The trouble behind an error of `getUserMedia` (Media Capture and Streams §10.2), told by its name alone. */
export function cameraTrouble(error: unknown): CameraTrouble {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  switch (name) {
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    case 'NotSupportedError':
    case 'TypeError':
      return 'unsupported';
    default:
      return 'failed';
  }
}

/** Whether trying the same camera again can help without the person doing anything else first. */
export function worthTryingAgain(trouble: CameraTrouble): boolean {
  return trouble !== 'unsupported';
}
