import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseIpam } from '../../../lib/api/ipam.ts';
import type { KubeObject, MultiNicNetwork } from '../../../lib/api/types.ts';
import { type Api, create, pathOf } from './api.ts';
import { largest } from './largest.ts';
import { badObjects, upstream, upstreamStatuses } from './manifests.ts';

const samples = ['guide-network', 'networks', 'objects'].flatMap(upstream);
const [guide] = upstream('guide-network') as [MultiNicNetwork];

export function samplesSuite(api: () => Api): void {
  describe('manifests and objects of v1.3.2', () => {
    for (const object of samples) {
      it(`${object.kind} ${object.metadata.name} loads unchanged`, async () => {
        const { status, body, warnings } = await create(api(), object, { dryRun: true });
        expect(body).to.not.have.property('message');
        expect(status).to.equal(201);
        // Upstream's finalizers have no slash; the server would rather see one, and we keep the names.
        expect(warnings.filter((text) => !text.includes('metadata.finalizers'))).to.deep.equal([]);
        expect(body['spec']).to.deep.equal(object.spec);
      });
    }

    for (const { kind, name, status } of upstreamStatuses()) {
      it(`the status of ${kind} ${name} loads unchanged`, async () => {
        const object = samples.find((one) => one.kind === kind && one.metadata.name === name);
        const { body: stored } = await create(api(), object as KubeObject, { dryRun: false });
        const path = `${pathOf(kind, name)}/status?fieldValidation=Strict`;
        const { body } = await api().call({ method: 'PUT', path, body: { ...stored, status } });
        expect(body['status']).to.deep.equal(status);
        expect(body['spec']).to.deep.equal(object?.spec);
      });
    }
  });
}

export function refusalsSuite(api: () => Api): void {
  describe('bad manifests', () => {
    const bad = badObjects();

    it('are not few', () => expect(bad).to.have.length.above(80));

    for (const { name, object, want } of bad) {
      it(`refuses ${object.kind}: ${name}`, async () => {
        const { status, body } = await create(api(), object, { dryRun: true });
        expect(status, JSON.stringify(body['spec'])).to.be.oneOf([400, 422]);
        for (const part of want) expect(body['message']).to.include(part);
        expect(body['message']).to.not.match(/evaluation error|no such overload|no such key/);
      });
    }
  });
}

/** The largest objects that the schemas allow: every rule must stay within what the server lets it cost. */
export function largestSuite(api: () => Api): void {
  describe('the largest object', () => {
    for (const object of largest()) {
      it(`of kind ${object.kind} is judged to the end`, async () => {
        const { status, body } = await create(api(), object, { dryRun: true });
        expect(body).to.not.have.property('message');
        expect(status).to.equal(201);
      });
    }
  });
}

/** What the API server says of a network like the guide's with this `spec.ipam`, and nothing that depends on it. */
async function verdict(api: Api, ipam: string): Promise<string> {
  const { cniVersion, type } = guide.spec.plugin;
  const object = { ...guide, spec: { ipam, plugin: { cniVersion, type } } };
  const { status, body } = await create(api, object, { dryRun: true });
  return status === 201 ? 'accepted' : String(body['message']);
}

export function ipamLawsSuite(api: () => Api): void {
  describe('spec.ipam', () => {
    it('is accepted as any JSON object, however it is laid out', () =>
      fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 4 })),
          fc.constantFrom(undefined, 1, '\t'),
          async (object, indent) => {
            expect(await verdict(api(), JSON.stringify(object, null, indent))).to.equal('accepted');
          },
        ),
        { numRuns: 100 },
      )).timeout(60_000);

    const bits = fc.constantFrom<unknown>(0, 1, 9, 10, 29, 30, 31, -1, 2.5, '2', null, [], true);
    const right = ['10.0.0.0/8', '10.0.0.1', '10.0.0.9/8', '10.0.0.1/32', '0.0.0.0/0'];
    const wrong = ['10.0.0.256', '10.0.0.0/33', '10.0.0', '01.0.0.0/8', '::/0', '', ' 10.0.0.1'];
    const exclude = fc.constantFrom<unknown>(...right, ...wrong, 7, null);
    const definition = fc.record(
      {
        hostBlock: bits,
        interfaceBlock: bits,
        vlanMode: fc.constantFrom<unknown>('', 'l2', 'l3', 'l3s', 'l4', 'L2', 3, null),
        excludeCIDRs: fc.oneof(fc.array(exclude, { maxLength: 3 }), exclude),
      },
      { requiredKeys: [] },
    );

    it('is judged alike by the API server and by parseIpam', () =>
      fc.assert(
        fc.asyncProperty(definition, async (keys) => {
          const ipam = JSON.stringify({ type: 'multi-nic-ipam', ...keys });
          const said = await verdict(api(), ipam);
          // Only with a subnet can l3 be right; that is no property of spec.ipam.
          const accepted = said === 'accepted' || !said.includes('spec.ipam: Invalid value');
          expect(accepted, `${ipam}: ${said}`).to.equal(parseIpam(ipam).ok);
        }),
        { numRuns: 300 },
      )).timeout(60_000);
  });
}
