// Live news without a page that moves while someone reads: <p data-live="/…/news?after=12" hidden>. The address answers
// 304 when there is nothing new, else a short text that is offered at the top; a press on it loads the page anew.
const EVERY = 15_000;

async function ask(place) {
  const answer = await fetch(place.dataset.live, { headers: { "If-None-Match": place.dataset.tag ?? "" }, cache: "no-store" });
  if (answer.status !== 200) return;
  place.dataset.tag = answer.headers.get("ETag") ?? "";
  const words = (await answer.text()).trim();
  place.querySelector("[data-live-words]").textContent = words;
  place.hidden = !words;
}

for (const place of document.querySelectorAll("[data-live]")) {
  setInterval(() => {
    if (document.visibilityState === "visible") ask(place).catch(() => {});
  }, EVERY);
  place.querySelector("[data-live-load]")?.addEventListener("click", () => location.reload());
}
