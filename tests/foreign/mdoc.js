// The mdoc, judged and made by @auth0/mdl.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { DataItem, DeviceResponse, Document, MDoc, Verifier } from '@auth0/mdl';
import cbor from '@auth0/mdl/lib/cbor/index.js';
import * as x509 from '@peculiar/x509';

const { cborDecode, cborEncode } = cbor;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const MDL = 'org.iso.18013.5.1';
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
const bytes = (text) => Buffer.from(text, 'base64url');

x509.cryptoProvider.set(webcrypto);

const generate = () => webcrypto.subtle.generateKey(ES256, true, ['sign', 'verify']);

// An issuer with the certificate that the standard's readers want, and the root that they trust.
async function issuer() {
  const [root, keys] = [await generate(), await generate()];
  const notBefore = new Date(Date.now() - 86_400_000);
  const notAfter = new Date(Date.now() + 86_400_000);
  const times = { notBefore, notAfter, signingAlgorithm: ES256 };
  const trusted = await x509.X509CertificateGenerator.createSelfSigned({
    ...times,
    serialNumber: '01',
    name: 'CN=Practice root, C=VN',
    keys: root,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...times,
    serialNumber: '02',
    subject: 'CN=Practice authority, C=VN',
    issuer: trusted.subject,
    publicKey: keys.publicKey,
    signingKey: root.privateKey,
  });
  return { keys, certificate, trusted };
}

async function jwk(key) {
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', key);
  return d ? { kty, crv, x, y, d } : { kty, crv, x, y };
}

async function theyJudge(ours) {
  const { keys, certificate, trusted } = await issuer();
  const pkcs8 = base64url(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const verifier = new Verifier([trusted.toString('pem')]);
  let taken = 0;
  let refused = 0;
  for (const line of ours('make', [{ pkcs8, certificate: base64url(certificate.rawData) }])) {
    const encodedSessionTranscript = cborEncode(DataItem.fromData(cborDecode(bytes(line.transcript))));
    const verdict = verifier.verify(bytes(line.response), { encodedSessionTranscript });
    if (line.genuine) {
      const [document] = (await verdict).documents;
      const elements = document.getIssuerNameSpace(MDL);
      for (const name of ['family_name', 'given_name']) assert.equal(elements[name], line.elements[name]);
      taken += 1;
    } else {
      await assert.rejects(verdict, `taken, and must not be: ${line.response}`);
      refused += 1;
    }
  }
  assert(taken && refused);
  console.log(`mdoc: of ours, ${taken} taken and ${refused} forged ones refused`);
}

async function weJudge(ours) {
  const { keys, certificate } = await issuer();
  const [holder, stranger] = [await generate(), await generate()];
  const issued = await new Document('org.iso.18013.5.1.mDL')
    .addIssuerNameSpace(MDL, {
      family_name: 'Trần',
      given_name: 'Ước',
      birth_date: '1990-01-31',
      issue_date: '2020-02-29',
      expiry_date: '2030-02-28',
      issuing_country: 'VN',
      document_number: '790123456789',
      driving_privileges: [{ vehicle_category_code: 'B', issue_date: '2020-02-29', expiry_date: '2030-02-28' }],
    })
    .useDigestAlgorithm('SHA-256')
    .addValidityInfo({ signed: new Date() })
    .addDeviceKeyInfo({ deviceKey: await jwk(holder.publicKey) })
    .sign({
      issuerPrivateKey: await jwk(keys.privateKey),
      issuerCertificate: certificate.toString('pem'),
      alg: 'ES256',
      kid: 'practice',
    });
  const now = Math.floor(Date.now() / 1000);
  const transcript = (nonce) => [null, null, ['urn:dinhdanh:presentation:1', 'dd.paper', nonce, now]];
  const present = async (names, signer, bound) => {
    const field = (name) => ({ path: [`$['${MDL}']['${name}']`], intent_to_retain: false });
    const format = { mso_mdoc: { alg: ['ES256'] } };
    const constraints = { limit_disclosure: 'required', fields: names.map(field) };
    const response = await DeviceResponse.from(new MDoc([issued]))
      .usingPresentationDefinition({
        id: 'desk',
        input_descriptors: [{ id: 'org.iso.18013.5.1.mDL', format, constraints }],
      })
      .usingSessionTranscriptBytes(cborEncode(DataItem.fromData(bound)))
      // Without a name for the key it writes one that is `undefined`, which is no COSE header.
      .authenticateWithSignature({ ...(await jwk(signer.privateKey)), kid: 'holder' }, 'ES256')
      .sign();
    return response.encode();
  };
  const lines = [];
  const add = async (bound, response, genuine, elements) =>
    lines.push({
      transcript: base64url(cborEncode(bound)),
      response: base64url(response),
      issuer: await jwk(keys.publicKey),
      genuine,
      elements,
    });
  for (const [names, elements] of [
    [['family_name'], { family_name: 'Trần' }],
    [['family_name', 'given_name', 'birth_date', 'driving_privileges'], { family_name: 'Trần', given_name: 'Ước' }],
  ]) {
    const bound = transcript('n1');
    const response = await present(names, holder, bound);
    await add(bound, response, true, elements);
    await add(transcript('n2'), response, false, elements);
    await add(bound, await present(names, stranger, bound), false, elements);
    for (const at of [Math.floor(response.length / 8), response.length - 20]) {
      const altered = Buffer.from(response);
      altered[at] ^= 1;
      await add(bound, altered, false, elements);
    }
  }
  ours('judge', lines);
}

export async function check(ours) {
  await theyJudge(ours);
  await weJudge(ours);
}
