import { environment, labels, type Release } from './oci.ts';
import { debianPackages } from './table.ts';
import type { Image } from './types.ts';

/** A Dockerfile that gives the image of the table: same layers, made by the same program, in a Debian 12 of its own. */
export function renderDockerfile(image: Image, { version }: Pick<Release, 'version'>): string {
  const copies = image.layers.map(({ name }) => `COPY --from=build /image/${name} /`);
  const described = Object.entries(labels(image, version)).map(
    ([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`,
  );
  return `# Made by "npm run update" from hack/images/table.ts: edit that one. Start at the top of the tree:
#   docker build -f images/${image.name}/Dockerfile -t ${image.name}:${version} .
# The base may be any Debian 12 with npm and Node.js 20 or newer; nothing of it but the packages below gets into the image.
ARG BASE=node:24-bookworm-slim
FROM \${BASE} AS build
RUN apt-get update && apt-get install -y --no-install-recommends \\
    ${debianPackages.join(' ')}
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN node_modules/.bin/node hack/images.ts --root ${image.name} /image

FROM scratch
${copies.join('\n')}
${described.join('\n')}
${environment(image)
  .map((line) => `ENV ${line}`)
  .join('\n')}
WORKDIR /
USER ${image.user}
ENTRYPOINT ${JSON.stringify(image.command)}
`;
}
