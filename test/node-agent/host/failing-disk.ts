import { type Disk, disk } from '../../../node-agent/host/durable-file.ts';

/** The real disk, whose calls can be made to fail by name; counts them. */
export function failingDisk() {
  const fault = { call: '', code: 'ENOSPC' };
  const calls: string[] = [];
  const trap = async <T>(name: string, call: () => Promise<T>): Promise<T> => {
    calls.push(name);
    if (fault.call === name) throw Object.assign(new Error(`${fault.code}: ${name}`), fault);
    return await call();
  };
  const io: Disk = {
    open: async (path, flags) => {
      const file = await trap(`open ${flags}`, () => disk.open(path, flags));
      return {
        write: (...args) =>
          trap('write', async () => {
            if (fault.call === 'half') {
              await file.write(args[0], args[1], Math.floor(args[2] / 2), args[3]);
              throw Object.assign(new Error('ENOSPC: half'), { code: 'ENOSPC' });
            }
            return await file.write(...args);
          }),
        readFile: (() => trap('readFile', () => file.readFile())) as typeof file.readFile,
        truncate: (length) => trap('truncate', () => file.truncate(length)),
        datasync: () => trap('datasync', () => file.datasync()),
        sync: () => trap('sync', () => file.sync()),
        close: () => file.close(),
      };
    },
    rename: (from, to) => trap('rename', () => disk.rename(from, to)),
    unlink: (path) => trap('unlink', () => disk.unlink(path)),
  };
  return { io, fault, calls };
}
