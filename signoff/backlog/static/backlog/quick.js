// What htmx loads into the dialog of the backlog is shown in it; without script its link leads to a page.
const dialog = document.getElementById("quick");

document.addEventListener("htmx:after:swap", () => {
  if (dialog && !dialog.open && dialog.querySelector("#rank, .rank-title")) dialog.showModal();
});
dialog?.addEventListener("close", () => dialog.querySelector("#quick-body").replaceChildren());
