import { buildImages } from './images/build.ts';
import { writeRootFolders } from './images/root-folder.ts';
import { imageNamed } from './images/table.ts';
import type { BuiltImage } from './images/types.ts';

const usage = `usage: npm run images                          OCI archives of all images in dist/images
       node hack/images.ts --root NAME FOLDER  the content of one image, one folder for each layer`;

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

function report({ ref, tar, digest, layers }: BuiltImage): string {
  const total = layers.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = layers.map(({ name, bytes }) => `${name} ${mib(bytes)}`).join(', ');
  return `${ref}  ${digest}\n  ${mib(total)} compressed: ${parts}\n  ${tar}`;
}

const [option, name, folder, ...rest] = process.argv.slice(2);
if (option === undefined) {
  for (const image of await buildImages(console.log)) console.log(report(image));
} else if (option === '--root' && name !== undefined && folder !== undefined && !rest.length) {
  await writeRootFolders(imageNamed(name), folder, console.log);
} else {
  console.error(usage);
  process.exitCode = 2;
}
