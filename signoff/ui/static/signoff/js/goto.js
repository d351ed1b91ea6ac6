// "Search or go to": what is found shows beneath the field while one types. The arrows choose a line, Enter goes there,
// Esc leads back to where one was. Without script, Enter opens the page of what was found.
let before = null;

const fieldOf = (target) => (target.matches?.("[data-go-to] [role=combobox]") ? target : null);
const panelOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const linesOf = (panel) => [...panel.querySelectorAll("[role=option]")];
const chosenOf = (panel) => panel.querySelector("[aria-selected=true]");

function choose(field, panel, line) {
  chosenOf(panel)?.setAttribute("aria-selected", "false");
  if (line) {
    line.setAttribute("aria-selected", "true");
    line.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", line.id);
  } else field.removeAttribute("aria-activedescendant");
}

function show(field) {
  const panel = panelOf(field);
  linesOf(panel).forEach((line, place) => (line.id = `${panel.id}-${place}`));
  panel.showPopover();
  field.setAttribute("aria-expanded", "true");
  choose(field, panel, field.value.trim() ? linesOf(panel)[0] : null);
}

function hide(field) {
  panelOf(field).hidePopover();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function walk(field, step) {
  const panel = panelOf(field);
  const lines = linesOf(panel);
  const at = lines.indexOf(chosenOf(panel));
  const to = at < 0 && step < 0 ? lines.length - 1 : at + step;
  choose(field, panel, lines[(to + lines.length) % lines.length]);
}

function onKey(event) {
  const field = fieldOf(event.target);
  if (!field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const panel = panelOf(field);
  const isOpen = panel.matches(":popover-open");
  // Lines that were found for other words than those that stand there now are not gone to.
  const line = panel.querySelector(`[data-said="${CSS.escape(field.value.trim())}"]`) && chosenOf(panel);
  if (isOpen && event.key === "ArrowDown") walk(field, 1);
  else if (isOpen && event.key === "ArrowUp") walk(field, -1);
  else if (isOpen && event.key === "Enter" && line) line.click();
  else if (event.key === "Escape") {
    field.value = "";
    if (before?.isConnected) before.focus();
    else field.blur();
  } else return;
  event.preventDefault();
}

document.addEventListener("keydown", onKey);
document.addEventListener("focusin", (event) => {
  if (fieldOf(event.target)) before = event.relatedTarget;
});
document.addEventListener("focusout", (event) => {
  if (fieldOf(event.target)) hide(event.target);
});
// A press on a line would take the focus from the field, and with it the line, before it is a click.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".go-to-lines")) event.preventDefault();
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".go-to-lines")) event.preventDefault();
});
document.addEventListener("htmx:after:swap", () => {
  const field = fieldOf(document.activeElement);
  if (field) show(field);
});
