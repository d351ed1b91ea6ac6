// A place to drop a file: tells what was chosen, and shows when a file hovers over it.
const names = new WeakMap();

document.addEventListener("change", (event) => {
  const place = event.target.closest("[data-drop]");
  if (!place) return;
  const words = place.querySelector("[data-drop-name]");
  if (!names.has(place)) names.set(place, words.textContent);
  const files = [...event.target.files].map((file) => file.name);
  words.textContent = files.length ? files.join(", ") : names.get(place);
});

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-drop]");
    if (place) place.dataset.over = "";
  });
}
for (const kind of ["dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-drop]");
    if (place) delete place.dataset.over;
  });
}
