// The board: cards move by dragging and by keys; what others do appears by itself, card by card. The server decides
// everything: it is told where a card was put, and answers with the cards as they are, or with the reason why not.
const EVERY = 5_000;
const STEPS = ["to_do", "in_progress", "in_review", "testing", "handed_over", "accepted"];
const DENSE_FROM = 16;
const board = document.querySelector("[data-board]");
const said = document.getElementById("board-said");
const quick = document.getElementById("quick");
let dragged = null;
let asking = false;
let toReason = false;

const lane = (step) => board.querySelector(`[data-lane="${step}"]`);
const tile = (key) => document.getElementById(key);
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"] ?? "";
const order = (element) => element.dataset.order.split(" ").map(Number);

function before(one, other) {
  const [a, b] = [order(one), order(other)];
  const place = a.findIndex((value, at) => value !== b[at]);
  return place >= 0 && a[place] < b[place];
}

function put(card) {
  const list = lane(card.dataset.step);
  const next = [...list.children].find((other) => other !== card && before(card, other));
  if (card.parentElement !== list || card.nextElementSibling !== (next ?? null)) list.insertBefore(card, next ?? null);
}

function count() {
  for (const list of board.querySelectorAll("[data-lane]")) {
    const section = list.closest(".lane");
    section.querySelector("[data-count]").textContent = list.childElementCount;
    section.classList.toggle("lane-dense", list.childElementCount >= DENSE_FROM);
  }
}

// A card is replaced where it stands; whoever reads or has it in focus stays there.
function show(fresh) {
  const old = tile(fresh.id);
  if (old && old.outerHTML === fresh.outerHTML) return put(old);
  const focused = old?.contains(document.activeElement);
  if (old) old.replaceWith(fresh);
  put(fresh);
  if (focused) fresh.querySelector("[data-row]").focus({ preventScroll: true });
  else if (old) {
    fresh.classList.add("tile-new");
    setTimeout(() => fresh.classList.remove("tile-new"), 1500);
  }
}

function apply(text) {
  const news = new DOMParser().parseFromString(text, "text/html").querySelector("[data-news]");
  if (!news) return;
  board.dataset.cursor = news.dataset.cursor;
  const cards = [...news.querySelectorAll(".tile")];
  if ("all" in news.dataset) {
    const here = new Set(cards.map((card) => card.id));
    for (const card of board.querySelectorAll(".tile")) if (!here.has(card.id)) card.remove();
  }
  for (const gone of news.querySelectorAll("[data-gone]")) tile(gone.dataset.gone)?.remove();
  for (const card of cards) show(document.adoptNode(card));
  const state = news.querySelector("[data-state]");
  if (state) document.getElementById("board-state").textContent = state.textContent;
  const burn = news.querySelector("[data-burn]");
  if (burn) document.getElementById("board-burn").replaceChildren(...burn.children);
  const words = news.querySelector("[data-said]")?.textContent;
  if (words) tell(words, true);
  count();
}

// What was not done stands at the top, where it can be read; what was done is only said aloud.
function tell(words, wrong = false) {
  said.textContent = words;
  document.getElementById("board-not-done")?.remove();
  if (!wrong) return;
  const notice = document.createElement("div");
  notice.id = "board-not-done";
  notice.className = "notice notice-wait board-not-done";
  notice.append(Object.assign(document.createElement("p"), { textContent: words }));
  board.before(notice);
}

async function look() {
  if (asking || dragged || quick?.open || document.visibilityState !== "visible") return;
  asking = true;
  try {
    const answer = await fetch(`${board.dataset.board}/board/news?after=${board.dataset.cursor}`, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (answer.status === 200 && !dragged) apply(await answer.text());
    if (answer.status === 401) clearInterval(timer);
  } finally {
    asking = false;
  }
}

async function move(card, step) {
  const from = card.dataset.step;
  const body = new URLSearchParams({ step, revision: card.dataset.revision, after: board.dataset.cursor });
  const answer = await fetch(`${board.dataset.board}/cards/${card.id}/move`, {
    method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": csrf() },
  }).catch(() => null);
  const there = answer?.headers.get("HX-Redirect");
  if (there) return location.assign(there);
  if (!answer || answer.status >= 500 || !answer.headers.get("Content-Type")?.startsWith("text/html")) {
    put(card);
    return tell(board.dataset.offline, true);
  }
  if (answer.ok) tell(board.dataset.moved.replace("{task}", card.id).replace("{step}", lane(step).closest(".lane").querySelector("[data-lane-name]").textContent));
  apply(await answer.text());
  const now = tile(card.id);
  if (now?.dataset.step === from) put(now);
  count();
}

// --- Dragging
if (window.Sortable) {
  for (const list of board.querySelectorAll("[data-lane]")) {
    window.Sortable.create(list, {
      group: "board", draggable: ".tile", delay: 180, delayOnTouchOnly: true, animation: 0, ghostClass: "tile-ghost", dragClass: "tile-drag",
      sort: false, scroll: board, filter: ".tile-move", preventOnFilter: false,
      onStart: (event) => (dragged = event.item),
      onEnd: (event) => {
        dragged = null;
        const step = event.to.dataset.lane;
        if (step === event.item.dataset.step) return put(event.item);
        count();
        move(event.item, step).catch(() => put(event.item));
      },
    });
  }
  for (const card of board.querySelectorAll(".tile")) card.dataset.movable = "";
}

// --- Keys: M on, Shift M back, B blocked, A ask, for the card in focus
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys-off") || quick?.open) return;
  const card = document.activeElement?.closest?.(".tile");
  if (!card) return;
  const key = event.key.toLowerCase();
  if (key === "m") {
    const step = STEPS[STEPS.indexOf(card.dataset.step) + (event.shiftKey ? -1 : 1)];
    if (step) move(card, step);
  } else if (key === "b") {
    toReason = true;
    card.querySelector("[data-card]").click();
  } else if (key === "a") location.assign(`${card.querySelector("[data-row]").href}#conversation`);
  else return;
  event.preventDefault();
});

// --- What else can be done with a card, in a dialog
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-card]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  htmx.ajax("GET", link.href, { target: "#quick-body", select: "#card-deeds", swap: "innerHTML" });
});
document.addEventListener("htmx:after:swap", () => {
  const body = document.getElementById("quick-body");
  if (quick && !quick.open && body.childElementCount) quick.showModal();
  if (toReason) body.querySelector("[name=reason]")?.focus();
  toReason = false;
});
quick?.addEventListener("close", () => document.getElementById("quick-body").replaceChildren());

const timer = setInterval(() => look().catch(() => {}), EVERY);
document.addEventListener("visibilitychange", () => look().catch(() => {}));
