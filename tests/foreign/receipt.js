// A check's receipt, verified by cose-kit and read by cbor-x: both signatures, from the authority's key alone.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { Decoder } from 'cbor-x';
import { Sign1 } from 'cose-kit';

const PREFIX = 'DD1R:';
const [ALG, KCWT, TYP] = [1, 13, 16];
const [CNF, COSE_KEY] = [8, 1];
/** The names of RFC 9864 in those of RFC 9053, which cose-kit knows: ESP256 is ES256 on P-256, Ed25519 is EdDSA so. */
const ALGORITHMS = new Map([
  [-9, 'ES256'],
  [-19, 'EdDSA'],
]);
const cbor = new Decoder({ mapsAsObjects: false });

class Signed extends Sign1 {
  get header() {
    return cbor.decode(this.encodedProtectedHeaders);
  }

  get algName() {
    return ALGORITHMS.get(this.header.get(ALG));
  }

  static of({ encodedProtectedHeaders, unprotectedHeaders, payload, signature }) {
    return new Signed(encodedProtectedHeaders, unprotectedHeaders, payload, signature);
  }
}

/** RFC 9285 §4. */
function base45(text) {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => letters.indexOf(letter));
    assert(digits.length > 1 && digits.every((digit) => digit >= 0), 'base45');
    const number = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    assert(number < (digits.length === 3 ? 65_536 : 256), 'base45');
    bytes.push(...(digits.length === 3 ? [number >> 8, number & 255] : [number]));
  }
  return Buffer.from(bytes);
}

/** The key of a COSE_Key (RFC 9052 §7): P-256 or Ed25519. */
function publicKey(key) {
  const part = (label) => Buffer.from(key.get(label)).toString('base64url');
  const jwk =
    key.get(1) === 2
      ? { kty: 'EC', crv: 'P-256', x: part(-2), y: part(-3) }
      : { kty: 'OKP', crv: 'Ed25519', x: part(-2) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** What a receipt says, once the authority's signature on the officer's key and the officer's on it hold. */
async function verified(text, issuer) {
  assert(text.startsWith(PREFIX));
  const receipt = Signed.of(cbor.decode(base45(text.slice(PREFIX.length))));
  assert.equal(receipt.unprotectedHeaders.size, 0);
  assert.equal(receipt.header.get(TYP), 'application/dd-receipt+cbor');
  const credential = Signed.of(receipt.header.get(KCWT));
  assert(await credential.verify(createPublicKey({ key: issuer, format: 'jwk' })), 'the authority’s signature');
  const officer = publicKey(cbor.decode(credential.payload).get(CNF).get(COSE_KEY));
  assert(await receipt.verify(officer), 'the officer’s signature');
  return cbor.decode(receipt.payload);
}

export async function check(ours) {
  let taken = 0;
  let refused = 0;
  for (const line of ours('make')) {
    if (line.genuine) {
      const says = await verified(line.text, line.issuer);
      assert.equal(says.get(2), line.verdict);
      assert.equal(says.get(6), line.file_number);
      const values = says.get(7).flatMap(([, , , values]) => values ?? []);
      assert.deepEqual(values, line.values);
      // What stands in fields is there only beside the word that the person agreed.
      assert.equal(says.get(8) ?? false, values.length > 0);
      taken += 1;
    } else {
      await assert.rejects(verified(line.text, line.issuer), `taken, and must not be: ${line.text}`);
      refused += 1;
    }
  }
  assert(taken > 1 && refused > 50);
  console.log(`receipt: of ours, ${taken} taken and ${refused} with one bit turned refused`);
}
