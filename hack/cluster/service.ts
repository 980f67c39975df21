import type { Program } from '../node/program.ts';

/** A program that a test may stop, kill and start again. */
export type Service = {
  readonly name: string;
  /** 0 while it is stopped. */
  readonly pid: () => number;
  readonly logFile: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** SIGKILL: what a crash looks like. */
  readonly kill: () => Promise<void>;
};

/** @param begin starts the program, and resolves when it does its work */
export function service(name: string, logFile: string, begin: () => Promise<Program>): Service {
  let program: Program | undefined;
  const start = async (): Promise<void> => {
    if (program?.running() === true) throw new Error(`${name} runs already`);
    program = await begin();
  };
  const stop = async (): Promise<void> => {
    await program?.stop();
  };
  const kill = async (): Promise<void> => {
    await program?.kill();
  };
  const pid = (): number => (program?.running() === true ? program.pid : 0);
  return { name, pid, logFile, start, stop, kill };
}
