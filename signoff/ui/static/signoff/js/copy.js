// "Copy" puts a text on the clipboard and says "Copied" for a while. The button is shown only where that works.
function show(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || button.dataset.isCopied) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("[data-label]") ?? button;
  const words = label.textContent;
  label.textContent = button.dataset.copied;
  button.dataset.isCopied = "yes";
  setTimeout(() => {
    label.textContent = words;
    delete button.dataset.isCopied;
  }, 2000);
});

show(document);
document.addEventListener("htmx:after:swap", () => show(document));
