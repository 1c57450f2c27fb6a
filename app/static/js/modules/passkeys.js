// A form with data-passkey asks the device, then sends what it answered: "make" a passkey, or "show" one.
const ASKED = { make: ["create", made], show: ["get", shown] };

export function enhance(root) {
  if (!globalThis.PublicKeyCredential) return;
  for (const form of root.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const note of root.querySelectorAll("[data-without-passkeys]")) note.hidden = true;
}

async function ask(form) {
  const button = form.querySelector("button");
  const [method, answer] = ASKED[form.dataset.passkey];
  button.disabled = true;
  say(form, "");
  try {
    const options = await challenge(form);
    if (!options) return;
    form.elements.answer.value = JSON.stringify(answer(await navigator.credentials[method]({ publicKey: options })));
    form.submit();
  } catch (error) {
    // The browser's own words would tell more of the device than of what to do.
    say(form, (error.name === "InvalidStateError" && form.dataset.twice) || form.dataset.declined);
  } finally {
    button.disabled = false;
  }
}

// The form goes along, for its token. Led elsewhere: who this is must be shown first, so the page itself asks for it.
async function challenge(form) {
  const response = await fetch(form.dataset.challenge, { method: "POST", body: new FormData(form) });
  if (response.redirected) return location.reload();
  if (!response.ok) throw new Error(response.statusText);
  return opened(await response.json());
}

// Browsers take bytes where JSON has base64url; not all of those in use turn one into the other themselves.
function opened(options) {
  const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
  };
}

function made(credential) {
  return sealed(credential, {
    attestationObject: text(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

function shown(credential) {
  const { authenticatorData, signature, userHandle } = credential.response;
  return sealed(credential, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle && { userHandle: text(userHandle) }),
  });
}

function sealed(credential, response) {
  const { id, rawId, type } = credential;
  return { id, rawId: text(rawId), type, response: { clientDataJSON: text(credential.response.clientDataJSON), ...response } };
}

function say(form, words) {
  form.querySelector("[data-passkey-said]").textContent = words;
}

const bytes = (encoded) => Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
