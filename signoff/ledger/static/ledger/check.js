// Checks an entry against its receipt in the browser: nothing is believed but the arithmetic and the log's key.
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const ofHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

// A receipt (C2SP tlog-proof): its index, the path, and the signed checkpoint.
export function readReceipt(text) {
  const [head, ...rest] = text.split("\n\n");
  const lines = head.split("\n");
  const checkpoint = rest.join("\n\n");
  const index = /^index (0|[1-9][0-9]*)$/.exec(lines.find((line) => line.startsWith("index ")) ?? "");
  if (lines[0] !== "c2sp.org/tlog-proof@v1" || !index) throw new SyntaxError("no receipt");
  const [origin, size, root] = checkpoint.split("\n");
  const path = lines.slice(lines.findIndex((line) => line.startsWith("index ")) + 1).map(bytesOf);
  const signed = `${origin}\n${size}\n${root}\n`;
  const signatures = checkpoint.slice(signed.length + 1).split("\n").filter((line) => line.startsWith(`— ${origin} `));
  return { index: Number(index[1]), path, origin, size: Number(size), root: bytesOf(root), signed, signatures };
}

// The root to which the path leads from a leaf (RFC 6962, 2.1.1).
export async function rootBy(path, leaf, index, size) {
  if (size === 1 || path.length === 0) return size === 1 && path.length === 0 ? leaf : new Uint8Array();
  let half = 1;
  while (half * 2 < size) half *= 2;
  const [rest, last] = [path.slice(0, -1), path.at(-1)];
  if (index < half) return sha256([1], await rootBy(rest, leaf, index, half), last);
  return sha256([1], last, await rootBy(rest, leaf, index - half, size - half));
}

// true, false, or undefined where the browser knows no Ed25519.
async function isSigned(receipt, key) {
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  } catch {
    return undefined;
  }
  const text = new TextEncoder().encode(receipt.signed);
  for (const line of receipt.signatures) {
    const signature = bytesOf(line.slice(line.lastIndexOf(" ") + 1)).slice(4);
    if (await crypto.subtle.verify("Ed25519", known, signature, text)) return true;
  }
  return false;
}

async function checked(receipt, entry, key) {
  const leaf = await sha256([0], entry);
  const isInside = receipt.index < receipt.size && same(await rootBy(receipt.path, leaf, receipt.index, receipt.size), receipt.root);
  return { isInside, signature: await isSigned(receipt, key) };
}

async function proofOf(form, number) {
  const room = form.dataset.room ? `?room=${form.dataset.room}` : "";
  const answer = await fetch(`${form.dataset.proofs}/${number}.proof${room}`);
  return answer.ok ? answer.json() : undefined;
}

let newest = 0;

// Shows an answer, unless something newer was asked in the meantime.
function tell(form, asked, tone, strong, ...lines) {
  if (asked !== newest) return;
  const place = form.querySelector("[data-result]");
  place.dataset.tone = tone;
  const heading = Object.assign(document.createElement("strong"), { textContent: strong });
  const words = lines.filter(Boolean).map((line) => Object.assign(document.createElement("p"), { textContent: line }));
  place.replaceChildren(heading, ...words);
}

async function check(form, held) {
  const { dataset } = form;
  newest += 1;
  const asked = newest;
  if (!globalThis.crypto?.subtle) return tell(form, asked, "wait", dataset.offline);
  let receipt;
  try {
    receipt = held === undefined ? undefined : readReceipt(held);
    if (receipt && receipt.origin !== dataset.origin) throw new SyntaxError("another log");
  } catch {
    return tell(form, asked, "bad", dataset.unreadable);
  }
  const number = receipt ? receipt.index : form.elements.find.value.trim();
  const proof = /^[0-9]{1,15}$/.test(number) ? await proofOf(form, number) : undefined;
  if (!proof) return tell(form, asked, receipt ? "bad" : "wait", dataset.missing);
  const judged = receipt ?? readReceipt(proof.receipt);
  const isAsked = judged.origin === dataset.origin && judged.index === Number(number);
  const result = await checked(judged, bytesOf(proof.entry), ofHex(dataset.key));
  if (!isAsked || !result.isInside || result.signature === false) return tell(form, asked, "bad", dataset.forged, dataset.wrong);
  const words = `${proof.who} ${proof.sentence}`;
  const genuine = dataset.genuine.replace("{number}", number);
  return tell(form, asked, "ok", genuine, words, proof.when, result.signature ? dataset.signed : dataset.unsigned);
}

for (const form of document.querySelectorAll("[data-check]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form);
  });
  form.elements.receipt.addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file && file.size < 1_000_000) check(form, (await file.text()).replaceAll("\r\n", "\n"));
  });
}
