// SD-JWT, judged and made by @sd-jwt/core.
import assert from 'node:assert/strict';
import { SDJwtInstance } from '@sd-jwt/core';
import { ES256, digest, generateSalt } from '@sd-jwt/crypto-nodejs';

const pub = ({ kty, crv, x, y }) => ({ kty, crv, x, y });

async function theyJudge(ours) {
  let taken = 0;
  let refused = 0;
  for (const line of ours('make')) {
    const verifier = await ES256.getVerifier(line.issuer);
    const kbVerifier = async (data, signature, payload) => {
      const check = await ES256.getVerifier(payload.cnf.jwk);
      return check(data, signature);
    };
    const judge = new SDJwtInstance({ hasher: digest, verifier, kbVerifier });
    const verdict = judge.verify(line.text, { keyBindingNonce: line.nonce });
    if (line.genuine) {
      const { payload } = await verdict;
      assert.deepEqual(payload, line.claims);
      taken += 1;
    } else {
      await assert.rejects(verdict, `taken, and must not be: ${line.text}`);
      refused += 1;
    }
  }
  assert(taken && refused);
  console.log(`SD-JWT: of ours, ${taken} taken and ${refused} forged ones refused`);
}

async function weJudge(ours) {
  const issuer = await ES256.generateKeyPair();
  const holder = await ES256.generateKeyPair();
  const stranger = await ES256.generateKeyPair();
  const maker = async (kbKey) =>
    new SDJwtInstance({
      hasher: digest,
      saltGenerator: generateSalt,
      signAlg: 'ES256',
      signer: await ES256.getSigner(issuer.privateKey),
      kbSignAlg: 'ES256',
      kbSigner: await ES256.getSigner(kbKey.privateKey),
    });
  const now = Math.floor(Date.now() / 1000);
  const open = {
    iss: 'https://issuer.example',
    iat: now - 60,
    exp: now + 3600,
    vct: 'urn:dinhdanh:paper:driving-licence:1',
    cnf: { jwk: pub(holder.publicKey) },
    status: { status_list: { idx: 5, uri: 'urn:dinhdanh:status-list:2' } },
  };
  const content = {
    full_name: 'Nguyễn Văn Ước',
    points: 12,
    classes: [{ class: 'A1' }, { class: 'B', expires_on: '2029-04-12' }],
    age_equal_or_over: { 16: true, 18: true },
  };
  const make = await maker(holder);
  // Also a list that is itself kept, with entries kept within, which we never issue.
  const issued = await make.issue(
    { ...open, ...content },
    {
      _sd: ['full_name', 'points', 'classes'],
      _sd_decoy: 3,
      classes: { _sd: [0, 1] },
      age_equal_or_over: { _sd: ['16', '18'] },
    },
    { header: { typ: 'dc+sd-jwt' } },
  );
  const kb = { payload: { iat: now, aud: 'dd.paper', nonce: 'n1' } };
  const lines = [];
  const add = (text, genuine, claims, nonce = 'n1') =>
    lines.push({ issuer: pub(issuer.publicKey), holder: pub(holder.publicKey), text, nonce, genuine, claims });
  for (const [frame, shown] of [
    [{}, { age_equal_or_over: {} }],
    [{ age_equal_or_over: { 18: true } }, { age_equal_or_over: { 18: true } }],
    [
      { full_name: true, classes: { 1: true } },
      { full_name: content.full_name, classes: [content.classes[1]], age_equal_or_over: {} },
    ],
    [{ full_name: true, points: true, classes: { 0: true, 1: true }, age_equal_or_over: { 16: true, 18: true } }, content],
  ]) {
    const text = await make.present(issued, frame, { kb });
    const claims = { ...open, ...shown };
    add(text, true, claims);
    add(text, false, claims, 'n2');
    add(await (await maker(stranger)).present(issued, frame, { kb }), false, claims);
    add(text.replace(/\.(.)([^.~]*~)/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`), false, claims);
    const parts = text.split('~');
    if (parts.length > 2) add([parts[0], ...parts.slice(2)].join('~'), false, claims);
    add(`${parts.slice(0, -1).join('~')}~`, false, claims);
  }
  ours('judge', lines);
}

export async function check(ours) {
  await theyJudge(ours);
  await weJudge(ours);
}
