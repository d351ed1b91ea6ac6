// Light, dark, or as the device says: at once, and kept in the cookie that the server reads for the next page.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-appearance]")) return;
  event.preventDefault();
  const theme = event.submitter.value;
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  for (const button of document.querySelectorAll("[data-appearance] button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
});
