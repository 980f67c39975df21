import { chartCrds } from './chart-crds.ts';
import { chartReadme } from './chart-readme.ts';
import { chartVersion } from './chart-version.ts';
import { crdRegistries } from './crd-registries.ts';
import { dockerfiles } from './dockerfiles.ts';
import { manifest } from './manifest.ts';
import { readmeErrors } from './readme-errors.ts';
import { type Generated, validators, validatorTypes } from './validators.ts';

/** Adding a derived file: write its generator here beside, add it here. `update` writes it, `verify` compares. */
export const generated: readonly Generated[] = [
  crdRegistries,
  validators,
  validatorTypes,
  readmeErrors,
  ...dockerfiles,
  ...chartCrds,
  chartVersion,
  chartReadme,
  manifest,
];
