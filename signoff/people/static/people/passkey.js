// Passkeys. A button with [data-passkey] = "add", "use" or "sign-in" asks the browser for a key and sends its form.
// Options come from the button (data-options) or, to sign in, from the form's own address.
const library = window.webauthnJSON;

async function optionsOf(button, form) {
  if (button.dataset.options) return JSON.parse(button.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function withoutPassword(options) {
  const wanted = options.publicKey.authenticatorSelection ?? {};
  options.publicKey.authenticatorSelection = {
    ...wanted, residentKey: "required", requireResidentKey: true, userVerification: "required",
  };
  return options;
}

async function ask(button, form) {
  const options = await optionsOf(button, form);
  return button.dataset.passkey === "add"
    ? library.create(withoutPassword(options.creation_options))
    : library.get(options.request_options);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-passkey]");
  if (!button) return;
  event.preventDefault();
  const form = button.form;
  const said = document.getElementById(button.dataset.says);
  if (!form.reportValidity()) return;
  said.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(button, form));
    form.submit();
  } catch {
    said.hidden = false;
    said.focus();
  }
});

if (!library?.supported()) {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.setAttribute("aria-disabled", "true");
    document.getElementById(button.dataset.says).hidden = false;
  }
}
