// The methods of the API by area, and a call of one: its params as JSON, a button, and the reply.
// All that is said of a method comes from the spec.

import { by, count, get, make, moved, prose } from "/page/dom.js";
import { paramList } from "/page/params.js";

export async function startMethods() {
  const spec = await get("/admin/methods");
  const all = spec.areas.flatMap((area) => area.methods.map((method) => ({ ...method, area })));
  const list = by("method-list");
  const editor = by("params");
  let chosen;
  let calls = 0;

  const title = (method) => `${method.area.name}.${method.name}@${method.version}`;
  const find = ({ area, method, version }) =>
    all.find((known) => known.path.endsWith(`/${area}`) && known.name === method && known.version === version)
    ?? all.find((known) => known.area.name === area && known.name === method && known.version === version);

  /** The type of a name as an area sees it. */
  const typeOf = (name, area) => area?.types[name] ?? spec.types[name];

  const self = {
    /** The id of the company that is chosen in the tree. */
    company: undefined,
    /** What to do after a call. */
    called: () => {},
    effect: (call) => find(call)?.effect,
    knows: (call) => Boolean(find(call)),
    valueName: (type, value) => typeOf(type)?.values?.find(([known]) => known === value)?.[1],
    send,
    useCompany,
    /** Shows a call of the log, to be edited. */
    open(call) {
      choose(find(call));
      write(call.params);
      editor.focus();
    },
  };

  // The list.

  function showList() {
    const words = by("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = (method) => {
      const text = `${title(method)} ${method.effect} ${method.doc}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    const shown = all.filter(wanted);
    list.replaceChildren(...spec.areas.map((area) => {
      const methods = shown.filter((method) => method.area === area);
      if (methods.length === 0) return "";
      return make("section", { "aria-label": area.name },
        make("h3", { title: area.doc }, area.name),
        make("ul", {}, ...methods.map((method) => make("li", {}, button(method)))));
    }));
    by("methods-count").textContent = shown.length === all.length
      ? count(all.length, "method", "methods") : `${shown.length} of ${all.length}`;
    const buttons = [...list.querySelectorAll("button")];
    (buttons.find((known) => known.method === chosen) ?? buttons[0])?.setAttribute("tabindex", "0");
  }

  function button(method) {
    const version = all.some((other) => other !== method && other.name === method.name && other.area === method.area);
    const made = make("button", {
      type: "button",
      tabIndex: -1,
      title: method.doc,
      "aria-current": method === chosen ? "true" : undefined,
      method,
    }, make("span", { className: "name" }, method.name),
    version ? make("span", { className: "quiet" }, method.version) : "",
    method.danger ? make("span", { className: "badge warn", title: method.danger }, "careful") : "");
    made.addEventListener("click", () => choose(method));
    return made;
  }

  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(event.target);
    if (event.key === "ArrowUp" && at === 0) by("filter").focus();
    else moved(event.key, buttons, at)?.focus();
    if (moved(event.key, buttons, at)) event.preventDefault();
  });
  by("filter").addEventListener("input", showList);
  by("filter").addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (!first || (event.key !== "ArrowDown" && event.key !== "Enter")) return;
    event.preventDefault();
    if (event.key === "ArrowDown") return void first.focus();
    choose(first.method);
    editor.focus();
  });

  // The call.

  function choose(method) {
    chosen = method;
    const typing = document.activeElement === by("filter");
    const focused = list.contains(document.activeElement);
    showList();
    if (focused && !typing) list.querySelector("[aria-current]")?.focus();
    history.replaceState(null, "", `#${title(method)}`);
    by("call-title").textContent = method.name;
    const effect = make("span", { className: method.effect === "delete" ? "badge bad" : "badge" }, method.effect);
    by("call-path").replaceChildren(effect, make("code", {}, `POST ${method.path}`), make("span", {}, `returns ${method.returns}`));
    by("call-doc").replaceChildren(...prose(method.doc));
    by("rules").hidden = method.rules.length === 0;
    by("rules-count").textContent = count(method.rules.length, "documented rule", "documented rules");
    by("call-rules").replaceChildren(...method.rules.map((rule) => make("li", {}, ...prose(rule))));
    by("danger").hidden = !method.danger;
    by("danger").textContent = method.danger ? `Careful: ${method.danger}` : "";
    by("param-list").replaceChildren(...paramList(method, typeOf, setParam, () => self.company));
    by("params-title").hidden = method.params.length === 0;
    reset();
  }

  function reset() {
    write(chosen.example ?? {});
    editor.removeAttribute("aria-invalid");
    outcome("");
    by("reply").hidden = true;
  }

  /** Puts params into the editor, which grows with them. */
  function write(params) {
    editor.value = JSON.stringify(params, null, 2);
    editor.rows = Math.min(Math.max(editor.value.split("\n").length, 4), 18);
  }

  /** The params as they stand in the editor; nothing if they are not JSON. */
  function params() {
    try {
      const read = JSON.parse(editor.value.trim() || "{}");
      editor.removeAttribute("aria-invalid");
      return read;
    } catch (error) {
      editor.setAttribute("aria-invalid", "true");
      outcome(`The params are not JSON: ${error.message}`, "bad");
      return undefined;
    }
  }

  function setParam(name, value) {
    const read = params();
    if (!read) return;
    if (value === undefined) delete read[name];
    else read[name] = value;
    write(read);
    outcome("");
  }

  /** Puts the company that is chosen in the tree into the param that names one. */
  function useCompany() {
    const named = chosen.params.filter((param) => param.type === "CompanyId");
    const param = named.find(({ required }) => required) ?? named[0];
    if (param) setParam(param.name, self.company);
    else outcome(`${chosen.name} takes no company.`);
    editor.focus();
  }

  async function send() {
    const read = params();
    if (read === undefined) return void editor.focus();
    calls += 1;
    const method = chosen;
    const start = performance.now();
    outcome("Calling");
    try {
      const reply = await fetch(`/admin/call${method.path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: calls, method: method.name, params: read }),
      });
      const text = await reply.text();
      const wait = reply.headers.get("Retry-After");
      const took = `${(performance.now() - start).toFixed(0)} ms`;
      const json = parsed(text);
      const error = json?.error;
      const said = error ? `error ${error.code}, ${error.message}` : json ? "result" : "no JSON";
      outcome([`HTTP ${reply.status}`, said, wait && `retry after ${wait} s`, took].filter(Boolean).join(" · "),
        error || !reply.ok ? "bad" : "good");
      showReply(json ? JSON.stringify(error ?? json.result, null, 2) : text);
    } catch {
      outcome("The connection broke before there was an answer.", "bad");
      by("reply").hidden = true;
    }
    self.called();
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  function showReply(text) {
    by("reply").hidden = false;
    by("reply").textContent = text.length > 200_000 ? `${text.slice(0, 200_000)}\n… and more` : text;
  }

  function outcome(said, kind = "") {
    by("outcome").textContent = said;
    by("outcome").className = kind;
  }

  by("call-form").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  by("reset").addEventListener("click", reset);

  const wanted = decodeURIComponent(location.hash.slice(1));
  choose(all.find((method) => title(method) === wanted) ?? all.find(({ effect }) => effect === "create") ?? all[0]);
  return self;
}
