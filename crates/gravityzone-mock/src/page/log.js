// The log of calls as it grows, the newest on top.
// It asks for what is new while the page is seen, and has the tree read again when a call changed something.

import { by, count, get, make, tell } from "/page/dom.js";

/** The time between two questions, in milliseconds. */
const PAUSE = 700;

/** The most calls that one question brings. */
const LIMIT = 200;

/** The most calls that are shown. */
const SHOWN = 500;

export function startLog(methods, tree) {
  const list = by("log-list");
  let last;
  let companies;
  let asking = false;
  let again = false;
  let timer;

  const paused = () => by("pause").getAttribute("aria-pressed") === "true";

  async function poll() {
    if (asking) {
      again = true;
      return;
    }
    clearTimeout(timer);
    asking = true;
    let rest = false;
    try {
      const told = await get("/admin/log", { ...(last === undefined ? {} : { after: last }), limit: LIMIT });
      rest = show(told);
    } catch (error) {
      tell(error.message);
    }
    asking = false;
    if (again || rest) {
      again = false;
      poll();
    } else if (!document.hidden && !paused()) {
      timer = setTimeout(poll, PAUSE);
    }
  }

  /** Shows what was told; true if there is more to ask for. */
  function show(told) {
    if (last !== undefined && told.last < last) list.replaceChildren();
    const seen = told.calls.length > 0 ? told.calls[told.calls.length - 1].number : told.last;
    const changed = told.calls.some((call) => call.code === null && methods.effect(call) !== "read");
    const first = last === undefined;
    last = seen;
    list.prepend(...told.calls.map((call) => entry(call, !first)).reverse());
    while (list.childElementCount > SHOWN) list.lastElementChild.remove();
    by("log-count").textContent = count(told.last, "call", "calls");
    if (changed || companies !== told.companies) tree.refresh();
    companies = told.companies;
    by("companies-count").textContent = companies.toLocaleString("en");
    return seen < told.last;
  }

  function entry(call, isNew) {
    const failed = call.code !== null || call.http !== 200;
    const outcome = call.code === null ? "result" : `error ${call.code}`;
    const params = JSON.stringify(call.params);
    const summary = make("summary", {},
      make("span", { className: "number" }, `${call.number}`),
      make("span", { className: "name" }, call.method || "(no method)"),
      make("span", { className: "quiet" }, `${call.area} ${call.version}`),
      make("span", { className: failed ? "bad" : "good" }, call.http === 200 ? outcome : `${outcome}, HTTP ${call.http}`),
      make("code", { className: "quiet short" }, params.slice(0, 300)));
    const details = make("details", {}, summary);
    details.addEventListener("toggle", () => {
      if (!details.open || details.childElementCount > 1) return;
      const edit = make("button", { type: "button" }, "Edit and call again");
      edit.addEventListener("click", () => methods.open(call));
      details.append(make("pre", {}, JSON.stringify(call.params, null, 2)), methods.knows(call) ? edit : "");
    });
    return make("li", { className: isNew ? "new" : "" }, details);
  }

  by("pause").addEventListener("click", () => {
    by("pause").setAttribute("aria-pressed", `${!paused()}`);
    if (!paused()) poll();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !paused()) poll();
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const entries = [...list.querySelectorAll("summary")];
    const at = entries.indexOf(event.target);
    if (at < 0) return;
    event.preventDefault();
    entries[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  });
  poll();
  return { poll };
}
