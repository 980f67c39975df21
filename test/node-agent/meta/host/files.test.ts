import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CniError } from '../../../../cni/protocol/error.ts';
import { type ConfLists, createConfLists } from '../../../../node-agent/meta/host/conf-lists.ts';
import { createDeviceInfo } from '../../../../node-agent/meta/host/device-info.ts';
import { createDevicesOf } from '../../../../node-agent/meta/host/devices.ts';
import { loadNetworks, saveNetworks } from '../../../../node-agent/meta/host/networks-file.ts';
import { createWaitForFile } from '../../../../node-agent/meta/host/wait-for-file.ts';
import type { NetworkObject } from '../../../../node-agent/meta/types.ts';
import { network } from './conf-world.ts';

const here = async (path: string): Promise<string> => path;
const signal = new AbortController().signal;

/** The CniError that a call fails with. */
async function failure(call: Promise<unknown>): Promise<CniError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CniError) return error;
  throw new Error(`no CniError: ${String(error)}`);
}

const load = (folder: string, reasons: Error[] = []) =>
  loadNetworks(join(folder, 'state', 'networks.json'), (error) => reasons.push(error));

const names = async (lists: ConfLists, path?: string): Promise<readonly string[]> =>
  (await lists.readLists(path)).lists.map(({ list }) => list.name);

describe('what the meta plugin reads and writes on the host', () => {
  let folder: string;
  const at = (...parts: string[]): string => join(folder, ...parts);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meta-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('createConfLists', () => {
    it('reads a folder again when a file in it comes or goes, without being told', async () => {
      const lists = createConfLists({ confDir: folder, hostPath: here });
      expect(await names(lists)).to.deep.equal([]);
      writeFileSync(at('20-b.conflist'), network('b'));
      expect(await names(lists)).to.deep.equal(['b']);
      writeFileSync(at('10-a.conflist'), network('a'));
      expect(await names(lists)).to.deep.equal(['a', 'b']);
      rmSync(at('20-b.conflist'));
      expect(await names(lists)).to.deep.equal(['a']);
    });

    it('reads it again when it is told of a change in place', async () => {
      writeFileSync(at('10-a.conflist'), network('a'));
      const lists = createConfLists({ confDir: folder, hostPath: here });
      await lists.readLists();
      writeFileSync(at('10-a.conflist'), network('c'));
      lists.forget();
      expect(await names(lists)).to.deep.equal(['c']);
    });

    it('stays with the last good content of a file that is being written', async () => {
      writeFileSync(at('10-a.conflist'), network('a'));
      writeFileSync(at('20-b.conflist'), network('b'));
      const lists = createConfLists({ confDir: folder, hostPath: here });
      await lists.readLists();
      writeFileSync(at('10-a.conflist'), network('a').slice(0, 9));
      lists.forget();
      expect(await names(lists)).to.deep.equal(['a', 'b']);
    });

    it('adds the further members of a network, and sees them change', async () => {
      writeFileSync(at('10-a.conflist'), network('a'));
      mkdirSync(at('a'));
      writeFileSync(at('a', '10-t.conf'), '{"type":"tuning"}');
      writeFileSync(at('a', 'notes.txt'), 'x');
      const lists = createConfLists({ confDir: folder, hostPath: here });
      const types = async () =>
        (await lists.readLists()).lists[0]?.list.plugins.map(({ type }) => type);
      expect(await types()).to.deep.equal(['bridge', 'tuning']);
      expect(await types()).to.deep.equal(['bridge', 'tuning']);
      writeFileSync(at('a', '20-s.conf'), '{"type":"sbr"}');
      expect(await types()).to.deep.equal(['bridge', 'tuning', 'sbr']);
    });

    it('reads another folder, or one file of it, where the host has it', async () => {
      mkdirSync(at('other'));
      writeFileSync(at('other', '10-x.conflist'), network('x'));
      writeFileSync(at('other', '20-y.conflist'), network('y'));
      const hostPath = async (path: string) => at(path.slice(1));
      const lists = createConfLists({ confDir: folder, hostPath });
      expect(await names(lists, '/other')).to.deep.equal(['x', 'y']);
      expect(await names(lists, '/other/20-y.conflist')).to.deep.equal(['y']);
      expect((await lists.readLists('/other')).path).to.equal('/other');
      const { code, message } = await failure(lists.readLists('/none'));
      expect([code, message.includes('conf folder /none')]).to.deep.equal([5, true]);
    });
  });

  describe('createDeviceInfo', () => {
    it('copies, reads and removes; what is not there is no error', async () => {
      const info = createDeviceInfo(here);
      const files = { from: at('dp', 'a.json'), to: at('cni', 'b') };
      await info.copyDeviceInfo(files);
      expect(await info.readDeviceInfo(files.to)).to.equal(undefined);
      mkdirSync(at('dp'));
      writeFileSync(files.from, '{"type":"pci"}');
      await info.copyDeviceInfo(files);
      expect(await info.readDeviceInfo(files.to)).to.deep.equal({ type: 'pci' });
      await info.removeDeviceInfo(files.to);
      await info.removeDeviceInfo(files.to);
      expect(await info.readDeviceInfo(files.to)).to.equal(undefined);
      expect(readFileSync(files.from, 'utf8')).to.equal('{"type":"pci"}');
    });

    it('says which file is none', async () => {
      writeFileSync(at('b'), '[1]');
      const { message } = await failure(createDeviceInfo(here).readDeviceInfo(at('b')));
      expect(message).to.contain(at('b')).and.contain('no JSON object');
    });
  });

  describe('createDevicesOf', () => {
    const pod = { namespace: 'team', name: 'p', uid: 'u' };

    it("reads kubelet's checkpoint anew each time", async () => {
      const devicesOf = createDevicesOf(at('checkpoint'));
      expect((await devicesOf(pod)).size).to.equal(0);
      const entry = {
        PodUID: 'u',
        ContainerName: 'c',
        ResourceName: 'v/r',
        DeviceIDs: { '0': ['a'] },
      };
      writeFileSync(at('checkpoint'), JSON.stringify({ Data: { PodDeviceEntries: [entry] } }));
      expect([...(await devicesOf(pod))]).to.deep.equal([['v/r', ['a']]]);
      writeFileSync(at('checkpoint'), '{}');
      expect((await failure(devicesOf(pod))).message).to.contain('no format that we know');
    });
  });

  describe('createWaitForFile', () => {
    it('ends when the file is there, when the time is over, and when the caller gives up', async () => {
      const waitForFile = createWaitForFile(here, 500);
      setTimeout(() => writeFileSync(at('ready'), ''), 100);
      await waitForFile(at('ready'), signal);
      const { code, message } = await failure(waitForFile(at('never'), signal));
      expect([code, message.includes(at('never'))]).to.deep.equal([11, true]);
      expect((await failure(waitForFile(at('never'), AbortSignal.abort()))).code).to.equal(11);
    });
  });

  describe('loadNetworks', () => {
    const nad = {
      kind: 'NetworkAttachmentDefinition',
      namespace: 'n',
      name: 'a',
      config: '{}',
    } as const;
    const early = { kind: 'Network', namespace: 'n', name: 'a', plugin: 'p', args: '' } as const;
    it('gives back what was saved', async () => {
      expect(await load(at())).to.equal(undefined);
      const networks: readonly NetworkObject[] = [{ ...nad, resourceName: 'v/r' }, early];
      await saveNetworks(at('state', 'networks.json'), networks);
      expect(await load(at())).to.deep.equal(networks);
    });

    for (const { text, want } of [
      { text: '{', want: 'JSON' },
      { text: 'null', want: 'it is not a list' },
      { text: '{}', want: 'it is not a list' },
    ]) {
      it(`takes nothing from ${text}, and says why with the path`, async () => {
        mkdirSync(at('state'));
        writeFileSync(at('state', 'networks.json'), text);
        const reasons: Error[] = [];
        expect(await load(at(), reasons)).to.equal(undefined);
        expect(reasons.map(({ message }) => message).join()).to.contain(want);
        expect(reasons[0]?.message).to.contain(at('state', 'networks.json'));
      });
    }

    for (const { item, want } of [
      { item: null, want: '[1].kind is not one that this version knows' },
      { item: { kind: 'Network', namespace: 'n', name: 'a' }, want: '[1].plugin is missing' },
      { item: { ...nad, config: {} }, want: '[1].config is not a text' },
      { item: { ...nad, resourceName: 7 }, want: '[1].resourceName is not a text' },
    ]) {
      it(`leaves out ${JSON.stringify(item)} alone, and says why`, async () => {
        mkdirSync(at('state'));
        writeFileSync(at('state', 'networks.json'), JSON.stringify([nad, item, early]));
        const reasons: Error[] = [];
        expect(await load(at(), reasons)).to.deep.equal([nad, early]);
        expect(reasons.map(({ message }) => message).join()).to.contain(want);
      });
    }
  });
});
