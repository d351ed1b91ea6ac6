// The customer's order by hand: rows of [data-rank] are dragged by their grip, or moved with Shift and the arrows.
// Each move is sent at once and said aloud; what cannot be done brings the list as it is now, with the reason.
const said = document.getElementById("moved");
const messages = document.getElementById("messages");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? headers()["X-CSRFToken"];
let waiting = Promise.resolve();

function headers() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}");
}

const table = () => document.querySelector("table[data-rank]");
const rows = () => [...(table()?.querySelectorAll("tr[data-task], tr[data-group]") ?? [])];
const beneath = (row) => {
  const found = [];
  for (let next = row.nextElementSibling; next?.classList.contains("proposal-row"); next = next.nextElementSibling) found.push(next);
  return found;
};

// Where a row stands: its group, its place in it, and the tasks around it.
function whereIs(row) {
  const all = rows();
  const at = all.indexOf(row);
  const head = all.slice(0, at).findLast((each) => each.dataset.group);
  const begin = head ? all.indexOf(head) + 1 : 0;
  const end = all.findIndex((each, place) => place >= begin && each.dataset.group);
  const group = all.slice(begin, end < 0 ? undefined : end);
  const place = group.indexOf(row);
  return { head, place, next: group[place + 1], previous: group[place - 1] };
}

function say(row) {
  const { head, place } = whereIs(row);
  const first = Number(row.closest("table").querySelector("tr[data-task] .rank")?.dataset.from ?? 0);
  const words = said.dataset.places.split("|");
  const named = words[place + first] ?? said.dataset.further.replace("{number}", place + first + 1);
  said.textContent = said.dataset.here.replace("{task}", row.id).replace("{place}", named).replace("{group}", head?.dataset.label ?? "");
}

// The numbers of the places stay where they are; only the tasks at them changed.
function numbered(numbers) {
  const cells = rows().filter((row) => row.dataset.task).map((row) => row.querySelector(".rank"));
  cells.forEach((cell, place) => cell && (cell.textContent = numbers[place] ?? ""));
}
const numbers = () => rows().filter((row) => row.dataset.task).map((row) => row.querySelector(".rank")?.textContent);

function counted(was, now) {
  if (was === now) return;
  for (const [head, change] of [[was, -1], [now, 1]]) {
    const count = head?.querySelector("[data-count]");
    if (!count) continue;
    count.dataset.count = Number(count.dataset.count) + change;
    count.textContent = Number(count.dataset.count).toLocaleString(document.documentElement.lang);
  }
}

async function refuse(answer) {
  const told = answer ? await answer.json().catch(() => ({})) : {};
  const reason = told.refusals?.map((each) => each.sentence).join(" ") || told.sentence || said.dataset.failed;
  const page = await fetch(location.href, { headers: { "HX-Request": "true" } });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("table[data-rank]");
  if (fresh) {
    table().replaceWith(fresh);
    htmx.process?.(fresh);
    draggable();
  }
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  notice.append(Object.assign(document.createElement("p"), { textContent: reason }));
  messages.replaceChildren(notice);
  said.textContent = reason;
}

async function send(row, body) {
  const answer = await fetch(table().dataset.rank, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ task: row.id, revision: Number(row.dataset.task), ...body }),
  }).catch(() => null);
  if (!answer?.ok) return refuse(answer);
  row.dataset.task = (await answer.json()).answer.revision;
  messages.replaceChildren();
}

// One after another: the second move of a row needs the revision that the first one gave it.
function moved(row, was) {
  const { head, next, previous } = whereIs(row);
  const group = head?.dataset.group;
  if (group !== was?.dataset.group) counted(was, head);
  say(row);
  const body = next ? { above: next.id } : previous ? { below: previous.id } : {};
  if (group && group !== "unset") body.priority = group;
  waiting = waiting.then(() => (body.above || body.below ? send(row, body) : refuse(null)));
}

function draggable() {
  for (const body of table()?.tBodies ?? []) {
    if (Sortable.get(body)) continue;
    let before, was;
    Sortable.create(body, {
      group: "rank",
      handle: "[data-grip]",
      draggable: "tr[data-task], tr[data-group]",
      filter: "tr[data-group]",
      preventOnFilter: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "is-moving",
      onStart: ({ item }) => {
        before = numbers();
        was = whereIs(item).head;
        item.suggestions = beneath(item);
      },
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        item.after(...(item.suggestions ?? []));
        for (let next = item.nextElementSibling; next?.classList.contains("proposal-row") && !item.suggestions?.includes(next); next = item.nextElementSibling) item.before(next);
        if (from === to && oldIndex === newIndex) return;
        numbered(before);
        moved(item, was);
      },
    });
  }
}

function step(row, down) {
  const all = rows();
  const beside = all[all.indexOf(row) + (down ? 1 : -1)];
  if (!beside || (beside.dataset.group && !down && all.indexOf(beside) === 0)) return;
  const before = numbers();
  const was = whereIs(row).head;
  const own = beneath(row);
  if (down) (beneath(beside).at(-1) ?? beside).after(row, ...own);
  else beside.before(row, ...own);
  numbered(before);
  row.querySelector("[data-row]").focus();
  row.scrollIntoView({ block: "nearest" });
  moved(row, was);
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("tr[data-task]");
  if (!row || !event.shiftKey || !["ArrowUp", "ArrowDown"].includes(event.key) || localStorage.getItem("keys-off")) return;
  event.preventDefault();
  step(row, event.key === "ArrowDown");
});

if (table() && window.Sortable) {
  draggable();
  document.addEventListener("htmx:after:swap", draggable);
}
