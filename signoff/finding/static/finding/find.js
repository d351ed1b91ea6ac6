// The page of what is found: the arrow leads from the field into the lines, and up and down among them.
const field = document.querySelector("[data-find] [type=search]");
const rows = () => [...document.querySelectorAll("#found a[href]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = [field, ...rows()];
  const at = places.indexOf(document.activeElement);
  if (!step || at < 0 || !places[at + step]) return;
  places[at + step].focus();
  event.preventDefault();
});

// The address follows what stands in the field, so that going back leads to the same lines.
document.addEventListener("htmx:after:swap", () => {
  const address = new URL(location.href);
  if (field.value) address.searchParams.set("q", field.value);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
});
if (field) field.setSelectionRange(field.value.length, field.value.length);
