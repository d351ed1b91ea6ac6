// On a page that is shown again, what is wrong comes into sight, and its field is ready to be mended.
const field = document.querySelector("main [aria-invalid=true]");
const reason = field?.closest(".field, form") ?? document.querySelector("main [role=alert]");

function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}

field?.focus({ preventScroll: true });
if (reason && !isInSight(reason)) reason.scrollIntoView({ block: "center" });
