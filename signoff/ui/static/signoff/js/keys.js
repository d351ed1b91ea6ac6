// Keys: data-keys="f" or "g b" on what they press or focus; J and K walk through [data-rows]; "?" shows all keys.
// They rest while one writes, and can be turned off. No key accepts, agrees or approves.
const OFF = "keys-off";
let first = "";
let forget = 0;

const writing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const seen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

function walk(step) {
  const links = [...document.querySelectorAll("[data-rows] [data-row]")].filter(seen);
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  const to = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
  links[to].focus();
  links[to].scrollIntoView({ block: "nearest" });
  return true;
}

function press(keys) {
  // A page that is folded away under "More" is gone to as well.
  const targets = [...document.querySelectorAll(`[data-keys="${CSS.escape(keys)}"]`)];
  const target = targets.find(seen) ?? targets.find((each) => each.matches("details:not([open]) a"));
  if (!target) return false;
  if (target.matches("input, textarea")) {
    target.focus();
    target.select();
  } else target.click();
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && writing(event.target)) return event.target.blur();
  if (localStorage.getItem(OFF) || writing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const both = first ? `${first} ${key}` : "";
  clearTimeout(forget);
  first = "";
  let done = both ? press(both) : false;
  if (!done && key === "?") {
    document.getElementById("all-keys")?.showModal();
    done = true;
  }
  if (!done && (key === "j" || key === "k")) done = walk(key === "j" ? 1 : -1);
  if (!done && key.length === 1) done = press(key);
  if (!done && key === "g") {
    first = key;
    forget = setTimeout(() => (first = ""), 1200);
  }
  if (done) event.preventDefault();
}

document.addEventListener("keydown", onKey);
const off = document.getElementById(OFF);
if (off) {
  off.checked = Boolean(localStorage.getItem(OFF));
  off.addEventListener("change", () => (off.checked ? localStorage.setItem(OFF, "yes") : localStorage.removeItem(OFF)));
}
