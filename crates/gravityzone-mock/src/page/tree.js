// The tree of companies, the newest first. What is below one is asked for when it is opened, in parts.
// One element a row: levels are told by aria-level, and the arrow keys walk as in any tree.

import { by, get, make, moved, tell } from "/page/dom.js";

/** How many companies are asked for at once. */
const PART = 200;

export function startTree(methods) {
  const list = by("tree");
  /** What is known below a company, by its id; the top is below "". */
  const below = new Map();
  const companies = new Map();
  const open = new Set([""]);
  const fresh = new Set();
  let found;
  let current;
  let chosen;
  let reading = false;
  let stale = false;

  /** Asks for the companies below one, as many as are shown and at least one part. */
  async function read(parent, more = 0) {
    const known = below.get(parent);
    const limit = Math.max(PART, (known?.ids.length ?? 0) + more);
    const told = await get("/admin/companies", { parent, limit });
    for (const company of told.companies) {
      if (known && !companies.has(company.id)) fresh.add(company.id);
      companies.set(company.id, company);
    }
    const ids = new Set(told.companies.map((company) => company.id));
    if (!told.more) known?.ids.filter((id) => !ids.has(id)).forEach((id) => forget(id));
    below.set(parent, { ids: [...ids], total: told.total });
    return told;
  }

  /** Forgets a company that is gone. */
  function forget(id) {
    companies.delete(id);
    below.delete(id);
    open.delete(id);
    if (chosen === id) chosen = undefined;
  }

  async function refresh() {
    stale = true;
    if (reading) return;
    reading = true;
    try {
      while (stale) {
        stale = false;
        if (by("search").value.trim() !== "") await search();
        else {
          found = undefined;
          const first = !below.has("");
          await Promise.all([...open].map((id) => read(id)));
          if (first) {
            const tops = below.get("").ids;
            tops.forEach((id) => open.add(id));
            await Promise.all(tops.map((id) => read(id)));
          }
        }
        show();
      }
    } catch (error) {
      tell(error.message);
    }
    reading = false;
  }

  async function search() {
    const wanted = by("search").value.trim();
    const told = await get("/admin/companies", { search: wanted, limit: PART });
    told.companies.forEach((company) => companies.set(company.id, company));
    found = told;
  }

  /** The rows that are seen now. */
  function rows() {
    if (found) {
      const rows = found.companies.map(({ id }) => ({ id, level: 1, company: companies.get(id) }));
      if (found.more) rows.push({ id: "more", level: 1, note: `The first ${PART} are shown: search for more of the name` });
      if (rows.length === 0) rows.push({ id: "none", level: 1, note: "No company has this in its name" });
      return rows;
    }
    const rows = [];
    const add = (parent, level) => {
      const { ids, total } = below.get(parent) ?? { ids: [], total: 0 };
      for (const id of ids) {
        const company = companies.get(id);
        rows.push({ id, level, company, parent });
        if (open.has(id) && company.children > 0) add(id, level + 1);
      }
      const left = total - ids.length;
      if (left > 0) rows.push({ id: `more ${parent}`, level, parent, more: parent, note: `Show more, ${left} left` });
    };
    add("", 1);
    return rows;
  }

  function show() {
    const had = list.contains(document.activeElement);
    const shown = rows();
    if (!shown.some((row) => row.id === current)) current = shown[0]?.id;
    list.replaceChildren(...shown.map(element));
    fresh.clear();
    if (had) at(current)?.focus();
    showChosen();
  }

  function element(row) {
    const { company } = row;
    const isOpen = company && !found && company.children > 0 ? `${open.has(row.id)}` : undefined;
    const item = make("li", {
      role: "treeitem",
      className: `${company ? "" : "quiet"} ${fresh.has(row.id) ? "new" : ""}`,
      tabIndex: row.id === current ? 0 : -1,
      "aria-level": row.level,
      "aria-expanded": isOpen,
      "aria-selected": company ? `${row.id === chosen}` : undefined,
    });
    item.dataset.id = row.id;
    item.style.setProperty("--level", row.level);
    item.append(make("span", { className: "caret", "aria-hidden": "true" }));
    item.append(make("span", { className: "name" }, company ? company.name : row.note));
    if (company?.suspended) item.append(make("span", { className: "badge bad" }, "suspended"));
    if (company?.children > 0) item.append(make("span", { className: "quiet" }, company.children.toLocaleString("en")));
    return item;
  }

  const at = (id) => [...list.children].find((item) => item.dataset.id === id);

  function focus(id) {
    const before = at(current);
    if (before) before.tabIndex = -1;
    current = id;
    const item = at(id);
    if (!item) return;
    item.tabIndex = 0;
    item.focus();
  }

  async function toggle(id, wanted) {
    if (wanted) open.add(id);
    else open.delete(id);
    if (wanted) await read(id).catch((error) => tell(error.message));
    show();
  }

  async function choose(row) {
    if (row.more !== undefined) {
      const before = below.get(row.more).ids.length;
      await read(row.more, PART).catch((error) => tell(error.message));
      current = below.get(row.more).ids[before] ?? current;
      fresh.clear();
      show();
    } else if (row.company) {
      chosen = chosen === row.id ? undefined : row.id;
      show();
    }
  }

  function showChosen() {
    const company = companies.get(chosen);
    by("chosen").hidden = !company;
    methods.company = company?.id;
    if (!company) return;
    by("chosen-name").textContent = company.name;
    by("chosen-kind").textContent = methods.valueName("CompanyType", company.type) ?? "";
    by("chosen-id").textContent = company.id;
  }

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = rows();
    const row = shown.find(({ id }) => id === current);
    if (!row) return;
    const opens = row.company?.children > 0 && !found;
    let to = moved(event.key, shown, shown.indexOf(row));
    if (event.key === "ArrowRight" && opens) {
      if (open.has(row.id)) to = shown[shown.indexOf(row) + 1];
      else toggle(row.id, true);
    } else if (event.key === "ArrowLeft" && opens && open.has(row.id)) toggle(row.id, false);
    else if (event.key === "ArrowLeft") to = shown.find(({ id }) => id === row.parent);
    else if (event.key === "Enter" || event.key === " ") choose(row);
    else if (!to) return;
    event.preventDefault();
    if (to) focus(to.id);
  });

  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    const row = rows().find(({ id }) => id === item?.dataset.id);
    if (!row) return;
    focus(row.id);
    const opens = row.company?.children > 0 && !found;
    if (opens && event.target.className === "caret") toggle(row.id, !open.has(row.id));
    else choose(row);
  });
  list.addEventListener("dblclick", (event) => {
    const id = event.target.closest("li")?.dataset.id;
    if (!found && companies.get(id)?.children > 0) toggle(id, !open.has(id));
  });

  by("refresh").addEventListener("click", refresh);
  by("search").addEventListener("input", refresh);
  by("search").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !current) return;
    event.preventDefault();
    focus(current);
  });
  by("chosen-use").addEventListener("click", () => methods.useCompany());
  by("chosen-copy").addEventListener("click", () => navigator.clipboard?.writeText(chosen));
  return { refresh };
}
