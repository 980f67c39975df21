import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { JsonObject } from '../../../cni/protocol/types.ts';
import { failureOf } from '../../node-agent/attach/fixture.ts';
import { createMetaWorld, macvlanConf, type MetaWorld } from './meta-world.ts';

const defaults = (pod: string): string[] =>
  execFileSync('ip', ['-n', pod, 'route', 'show', 'default'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The rules that lead the host port to a pod. */
const opened = (): string[] =>
  execFileSync('iptables', ['-t', 'nat', '-S'], { encoding: 'utf8' })
    .split('\n')
    .filter((rule) => rule.includes('--dport 8080') && rule.includes('DNAT --to'));

describe('meta: default routes and host ports', function () {
  this.timeout(60_000);
  let world: MetaWorld;
  before(async () => {
    world = await createMetaWorld();
  });
  after(() => world.destroy());
  afterEach(() => world.reset());

  const attach = async (more: JsonObject, routes: readonly JsonObject[] = []) => {
    const ipam = { ...world.hostLocal('10.9.0.0/24'), routes };
    world.objects.set('default/mv', macvlanConf(ipam));
    const agent = await world.startAgent();
    world.addPod('a');
    const networks = JSON.stringify([{ name: 'mv', ...more }]);
    return { agent, add: () => world.add(agent, 'a', { networks }) };
  };

  it("keeps the primary network's although a secondary one brings its own", async () => {
    const { agent, add } = await attach({}, [{ dst: '0.0.0.0/0' }, { dst: '10.77.0.0/16' }]);
    const result = await add();
    expect(defaults('a')).to.deep.equal(['default via 10.1.0.1 dev eth0']);
    expect(result.routes.map(({ dst }) => dst)).to.include('0.0.0.0/0');
    await agent.verbs.check(world.request('CHECK', 'a'));
  });

  it('goes over the network that asks for it, and the result says so', async () => {
    const { agent, add } = await attach({ 'default-route': ['10.9.0.254'] });
    const result = await add();
    expect(defaults('a')).to.deep.equal(['default via 10.9.0.254 dev net1']);
    expect(result.routes.map(({ dst }) => dst)).not.to.include('0.0.0.0/0');
    expect(agent.published[0]?.[1]?.gateway).to.deep.equal(['10.9.0.254']);
    await agent.verbs.check(world.request('CHECK', 'a'));
    await world.del(agent, 'a');
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('leaves to a network with an empty default-route what its plugin made', async () => {
    const { add } = await attach({ 'default-route': [] }, [{ dst: '0.0.0.0/0' }]);
    await add();
    expect(defaults('a')).to.deep.equal(['default via 10.9.0.1 dev net1']);
  });

  it('undoes all when the gateway cannot be reached', async () => {
    const { add } = await attach({ 'default-route': ['10.200.0.1'] });
    expect((await failureOf(add())).message).to.match(
      /^default-route: `ip route add 0\.0\.0\.0\/0 via 10\.200\.0\.1 dev net1` in the pod was refused: /,
    );
    expect(await world.leaks()).to.deep.equal([]);
  });

  it('opens host ports for the primary network alone, and closes them with the pod', async () => {
    const capabilities = { portMappings: true };
    const portmap = { type: 'portmap', capabilities, snat: true };
    const chain = (bridge: string, subnet: string): JsonObject[] => [
      { type: 'bridge', bridge, isGateway: true, ipam: world.hostLocal(subnet) },
      portmap,
    ];
    world.files.set('10-primary.conflist', {
      cniVersion: '1.0.0',
      name: 'primary',
      plugins: chain('br-primary', '10.1.0.0/24'),
    });
    world.objects.set('default/other', {
      cniVersion: '1.0.0',
      plugins: chain('br-other', '10.2.0.0/24'),
    });
    const agent = await world.startAgent();
    world.addPod('a');
    const portMappings = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }];
    await world.add(agent, 'a', { networks: 'other', runtimeConfig: { portMappings } });
    expect(opened().map((rule) => rule.split(' ').at(-1))).to.deep.equal(['10.1.0.2:80']);
    // The runtime's own DEL says nothing of the ports.
    await world.del(agent, 'a');
    expect(opened()).to.deep.equal([]);
    expect(await world.leaks()).to.deep.equal([]);
  });
});
