// What may be sent to a method: every param with its type, what it is, and a way to put it into the editor.
// Enumerations are chosen from; what is made up is the default, or the smallest value of its kind.

import { make, prose } from "/page/dom.js";

/** The most values of an enumeration that are told in its line. */
const TOLD = 12;

/** A value to begin with. */
function sample(type, typeOf, area, depth = 0) {
  if (type.startsWith("[")) return [];
  if (type.startsWith("{") || type === "json") return {};
  if (["integer", "number", "flag"].includes(type)) return 0;
  if (type === "boolean") return true;
  const known = typeOf(type, area);
  if (known?.values) return known.values[0]?.[0];
  if (!known?.members || depth > 3) return known?.members ? {} : "";
  const required = known.members.filter((member) => member.required);
  return Object.fromEntries(required.map((member) => [member.name, first(member, typeOf, area, depth + 1)]));
}

const first = (param, typeOf, area, depth) =>
  param.default ?? param.allowed?.[0] ?? param.min ?? sample(param.type, typeOf, area, depth);

/** The list of params. `set` puts a value into the editor, `company` tells the chosen company's id. */
export function paramList(method, typeOf, set, company) {
  return method.params.map((param) => {
    const item = described(param, typeOf, method.area, 0);
    item.firstElementChild.append(control(param, typeOf, method.area, set, company));
    return item;
  });
}

function control(param, typeOf, area, set, company) {
  const known = typeOf(param.type, area);
  const values = known?.values
    ?? (param.type === "boolean" ? [[true, "true"], [false, "false"]] : undefined);
  const allowed = param.allowed ? param.allowed.map((value) => [value, undefined]) : values;
  if (!allowed) {
    const add = make("button", { type: "button", "aria-label": `Insert ${param.name} into params` }, "Insert");
    add.addEventListener("click", () => set(param.name, (known?.id && company()) || first(param, typeOf, area, 0)));
    return add;
  }
  const select = make("select", { "aria-label": `Value of ${param.name}` }, make("option", { value: "" }, "not chosen"));
  allowed.forEach(([value, name], at) => {
    select.append(make("option", { value: `${at}` }, name === undefined || name === `${value}` ? `${value}` : `${name} (${value})`));
  });
  select.addEventListener("change", () => set(param.name, select.value === "" ? undefined : allowed[select.value][0]));
  return select;
}

function described(param, typeOf, area, depth) {
  const known = typeOf(param.type.replace(/^\[(.*)\]$/, "$1"), area);
  const facts = [
    param.default !== undefined && `usually ${JSON.stringify(param.default)}`,
    param.absent && `left out: ${param.absent}`,
    param.min !== undefined && `at least ${param.min}`,
    param.max !== undefined && `at most ${param.max}`,
    param.unit && `in ${param.unit}`,
    known?.values && known.values.length <= TOLD && known.values.map(([value, name]) => `${value} ${name}`).join(", "),
  ].filter(Boolean);
  const item = make("li", {},
    make("div", { className: "bar" },
      make("code", { className: "name" }, param.name),
      make("span", { className: "quiet" }, param.type),
      param.required ? make("span", { className: "badge" }, "required") : ""),
    make("p", {}, ...prose(param.doc), facts.length > 0 ? make("span", { className: "quiet" }, ` ${facts.join("; ")}`) : ""));
  if (known?.members && depth < 4) {
    const summary = make("summary", {}, `Members of ${param.name}`);
    const members = make("ul", {});
    const details = make("details", {}, summary, members);
    details.addEventListener("toggle", () => {
      if (members.childElementCount > 0) return;
      members.append(...known.members.map((member) => described(member, typeOf, area, depth + 1)));
    });
    item.append(details);
  }
  return item;
}
