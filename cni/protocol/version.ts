import { type CniVersion, type JsonObject, supportedVersions } from './types.ts';

/** What we speak when the caller's version is unknown. */
export const newestVersion: CniVersion = '1.1.0';

/** True for a version that we can read and answer; anything but a string is not one. */
export function isSupported(version: unknown): version is CniVersion {
  return supportedVersions.some((supported) => supported === version);
}

export function atLeast(version: CniVersion, minimum: CniVersion): boolean {
  return supportedVersions.indexOf(version) >= supportedVersions.indexOf(minimum);
}

/** The answer to VERSION. The shim prints the same bytes without asking. */
export function versionAnswer(): JsonObject {
  return { cniVersion: newestVersion, supportedVersions };
}
