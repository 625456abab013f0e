// Asks the browser for a passkey, or to make one, and sends the form with what it answered. Bytes travel as base64url.

const toText = (bytes: ArrayBuffer): string => {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const toBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
};

// The numbers of ES256, EdDSA and RS256 (RFC 9053).
const algorithms = [-7, -8, -257];

// One question to the browser at a time: a press of the button takes the place of what waits in the field.
let waiting: AbortController | null = null;

async function use(data: DOMStringMap, mediation?: CredentialMediationRequirement): Promise<Record<string, string>> {
  waiting?.abort();
  const mine = waiting = new AbortController();
  const found = await navigator.credentials.get({
    signal: mine.signal,
    ...(mediation ? { mediation } : {}),
    publicKey: {
      challenge: new TextEncoder().encode(data['challenge']),
      rpId: data['party'] as string,
      userVerification: 'required',
    },
  }) as PublicKeyCredential;
  const answer = found.response as AuthenticatorAssertionResponse;
  return {
    credential: toText(found.rawId),
    client_data: toText(answer.clientDataJSON),
    authenticator_data: toText(answer.authenticatorData),
    signature: toText(answer.signature),
    user_handle: answer.userHandle ? toText(answer.userHandle) : '',
  };
}

async function make(data: DOMStringMap): Promise<Record<string, string>> {
  const known = (data['known'] ?? '').split(' ').filter(Boolean);
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: new TextEncoder().encode(data['challenge']),
      rp: { id: data['party'] as string, name: data['partyName'] as string },
      user: {
        id: toBytes(data['user'] as string),
        name: data['userName'] as string,
        displayName: data['userShown'] as string,
      },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: known.map((id) => ({ type: 'public-key', id: toBytes(id) })),
      attestation: 'none',
    },
  }) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return { client_data: toText(answer.clientDataJSON), attestation: toText(answer.attestationObject) };
}

// The browser offers its passkeys in the field for the name, beside the names it remembers. It waits for as long as the
// page is open; what comes to nothing there says nothing. Not again on a page that has just refused one.
async function offerInField(place: HTMLElement, send: (fields: Record<string, string>) => void): Promise<void> {
  if (!document.querySelector('input[autocomplete~="webauthn"]') || document.querySelector('.error-summary')) return;
  if (!await window.PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  await use(place.dataset, 'conditional').then(send).catch(() => undefined);
}

function prepare(place: HTMLElement): void {
  const form = place instanceof HTMLFormElement ? place : place.querySelector('form');
  const trouble = place.querySelector<HTMLElement>(':scope > .error');
  if (!form) return;
  place.hidden = false;
  let isAnswered = false;
  let isAsking = false;
  const send = (fields: Record<string, string>): void => {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    isAnswered = true;
    form.requestSubmit();
  };
  form.addEventListener('submit', (event) => {
    if (isAnswered) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    if (trouble) trouble.hidden = true;
    (place.dataset['passkey'] === 'create' ? make(place.dataset) : use(place.dataset)).then(send).catch(() => {
      isAsking = false;
      if (trouble) trouble.hidden = false;
    });
  });
  if (place.dataset['passkey'] === 'get') void offerInField(place, send);
}

export function definePasskeys(): void {
  if (!window.PublicKeyCredential) {
    for (const words of document.querySelectorAll<HTMLElement>('[data-no-passkeys]')) words.hidden = false;
    return;
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) prepare(place);
}
