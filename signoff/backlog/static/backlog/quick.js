// Links under [data-quick="#part"], and links with it, show that part of their page in the dialog of this one.
// Without script they lead to the page itself.
const dialog = document.getElementById("quick");
const body = document.getElementById("quick-body");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='/rank?'], a[data-quick]");
  const part = link?.closest("[data-quick]")?.dataset.quick;
  if (!part || !dialog || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  htmx.ajax("GET", link.href, { target: "#quick-body", select: part, swap: "innerHTML" });
});

document.addEventListener("htmx:after:swap", () => {
  if (dialog && !dialog.open && body.childElementCount) dialog.showModal();
});
dialog?.addEventListener("close", () => body.replaceChildren());

// P: priority and value of the chosen row.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys-off")) return;
  const link = event.target.closest?.("[data-quick] tr")?.querySelector("a[href*='/rank?']");
  if (!link || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  link.click();
});
