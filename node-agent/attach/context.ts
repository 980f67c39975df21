import { createWriter } from '../journal/debts.ts';
import { createSerial } from './serial.ts';
import type { Context, Effects } from './types.ts';

/** One per agent: its verbs and its collector must agree on who is working on a container, and on what is owed to the journal. */
export function createContext(effects: Effects): Context {
  const writer = createWriter(effects.journal.append, (error) => {
    effects.log.error('cannot record a release yet; the address is free, the record follows', {
      error,
    });
  });
  const member = effects.member ?? effects.delegate;
  return { ...effects, member, writer, serial: createSerial(effects.scope) };
}
