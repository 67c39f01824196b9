//! A passkey made of software, as a phone makes one when somebody joins (WebAuthn, level 2).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Answers `navigator.credentials.create` with a new key whose id is `id`, without attestation. `None` when `options`
/// are not understood.
pub(crate) fn create(options: &Value, id: [u8; 16], origin: &str) -> Option<Value> {
    let options = &options["publicKey"];
    let host = options["rp"]["id"].as_str()?;
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
    let pair = EcdsaKeyPair::generate_pkcs8(algorithm, &random).ok()?;
    let key = EcdsaKeyPair::from_pkcs8(algorithm, pair.as_ref(), &random).ok()?;
    // Hash of the site; present, verified, with a key; counter; an authenticator without a name.
    let mut data = Sha256::digest(host.as_bytes()).to_vec();
    data.push(0x45);
    data.extend([0; 4 + 16]);
    data.extend(16_u16.to_be_bytes());
    data.extend(id);
    // COSE: EC2, ES256, P-256, x, y.
    let point = key.public_key().as_ref();
    data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
    data.extend(&point[1..33]);
    data.extend([0x22, 0x58, 0x20]);
    data.extend(&point[33..]);
    let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
    attestation.extend(u16::try_from(data.len()).ok()?.to_be_bytes());
    attestation.extend(data);
    let client = json!({
        "type": "webauthn.create",
        "challenge": options["challenge"],
        "origin": origin,
        "crossOrigin": false,
    });
    let id = BASE64.encode(id);
    Some(json!({
        "id": id,
        "rawId": id,
        "type": "public-key",
        "response": {
            "attestationObject": BASE64.encode(attestation),
            "clientDataJSON": BASE64.encode(client.to_string()),
        },
        "extensions": {},
    }))
}
