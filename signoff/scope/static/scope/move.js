// Alt+↑ and Alt+↓ move the part in hand: its row fills the form, which is sent as any other.
const form = document.getElementById("move-part");

function onKey(event) {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = document.activeElement?.closest?.("tr[data-part]");
  if (!form || !row) return;
  event.preventDefault();
  form.action = form.action.replace(/parts\/\d+\/move$/, `parts/${row.dataset.part}/move`);
  form.elements.revision.value = row.dataset.revision;
  form.elements.to.value = event.key === "ArrowUp" ? "up" : "down";
  form.requestSubmit();
}

document.addEventListener("keydown", onKey);
// After a move the same row is in hand again; the browser sets the focus itself when it comes to the address's end.
addEventListener("load", () => {
  if (location.hash.startsWith("#part-")) document.getElementById(location.hash.slice(1))?.querySelector("[data-row]")?.focus();
});
