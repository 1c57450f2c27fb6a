// The small sum that a message is asked for when it looks a little like a machine's: by the protocol of ALTCHA, in this
// page alone. Where it cannot be done, the way without it is there.
export function enhance(root) {
  const part = root.querySelector(".small-sum[data-work]");
  if (part?.dataset.work && globalThis.crypto?.subtle) work(part);
}

async function work(part) {
  const challenge = JSON.parse(part.dataset.work);
  const device = part.querySelector(".small-sum-device");
  const [said, progress] = [device.querySelector("[role=status]"), device.querySelector("progress")];
  device.hidden = false;
  const show = (tries) => { progress.value = 100 * tries / Number(part.dataset.most); };
  try {
    const solution = await solve(challenge.parameters, Number(part.dataset.most), show);
    part.querySelector("[name=proof]").value = JSON.stringify({ challenge, solution });
    said.textContent = said.dataset.done;
    progress.value = 100;
    part.closest("form").requestSubmit();
  } catch {
    said.textContent = said.dataset.failed;
    progress.hidden = true;
  }
}

async function solve({ nonce, salt, cost, keyLength, keyPrefix }, most, show) {
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const number = new DataView(password.buffer, password.length - 4);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; counter < most; counter += 1) {
    number.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derived = hex(new Uint8Array(await crypto.subtle.deriveBits(derivation, key, keyLength * 8)));
    if (derived.startsWith(keyPrefix)) return { counter, derivedKey: derived };
    if (counter % 10 === 0) show(counter);
  }
  throw new Error("no solution");
}

const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const hex = (all) => Array.from(all, (one) => one.toString(16).padStart(2, "0")).join("");
