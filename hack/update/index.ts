import { dockerfiles } from './dockerfiles.ts';
import { readmeErrors } from './readme-errors.ts';
import { type Generated, validators, validatorTypes } from './validators.ts';

/** Adding a derived file: write its generator here beside, add it here. `update` writes it, `verify` compares. */
export const generated: readonly Generated[] = [
  validators,
  validatorTypes,
  readmeErrors,
  ...dockerfiles,
];
