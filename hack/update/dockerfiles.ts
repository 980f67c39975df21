import { renderDockerfile } from '../images/dockerfile.ts';
import { release } from '../images/release.ts';
import { images } from '../images/table.ts';
import type { Generated } from './validators.ts';

/** A Dockerfile for each image, for people who have an engine. */
export const dockerfiles: readonly Generated[] = images.map((image) => ({
  path: `images/${image.name}/Dockerfile`,
  render: async (): Promise<string> => renderDockerfile(image, release),
}));
