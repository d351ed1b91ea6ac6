// A form that was sent says so ("Accepting…") and is not sent twice; it wakes again when the page comes back.
const sent = new WeakMap();

function sleep(form, button) {
  const label = button?.querySelector("[data-label]") ?? button;
  sent.set(form, { button, label, words: label?.textContent });
  if (!button?.dataset.busy) return;
  // After the form's data was read: a disabled button would not be part of it.
  setTimeout(() => {
    label.textContent = button.dataset.busy;
    button.dataset.isBusy = "";
    button.setAttribute("aria-disabled", "true");
  });
}

function wake(form) {
  const was = sent.get(form);
  sent.delete(form);
  if (!was?.button?.dataset.busy) return;
  setTimeout(() => {
    was.label.textContent = was.words;
    delete was.button.dataset.isBusy;
    was.button.removeAttribute("aria-disabled");
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-deed]")) return;
  if (sent.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sleep(form, event.submitter ?? form.querySelector("[type=submit]"));
}, { capture: true });

document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});

document.addEventListener("htmx:finally:request", (event) => wake(event.target.closest?.("form") ?? event.target));
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-deed]").forEach(wake);
});
