// Elements and requests, for the other scripts of the page.
// All text goes in as text: names of companies are whatever somebody sent.

/** The element of an id. */
export const by = (id) => document.getElementById(id);

/** Makes an element. Properties are set as they are, `aria-` and `role` as attributes; what is no element is text. */
export function make(tag, properties = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "role" || name.startsWith("aria-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...inside.filter((part) => part !== undefined && part !== null));
  return element;
}

/** A sentence in which what stands between backticks is code. */
export const prose = (text) => text.split("`").map((part, at) => (at % 2 === 1 ? make("code", {}, part) : part));

/** Tells how it stands with the server, if not well. */
export function tell(said) {
  const status = by("status");
  if (status.textContent !== said) status.textContent = said;
}

/** Asks an endpoint of the server for JSON. */
export async function get(path, query = {}) {
  const asked = new URLSearchParams(query).toString();
  let reply;
  try {
    reply = await fetch(asked ? `${path}?${asked}` : path, { cache: "no-store" });
  } catch {
    throw new Error("The Control Center does not answer. Is it still running?");
  }
  if (!reply.ok) throw new Error(`${path} answers ${reply.status}: ${await reply.text()}`);
  tell("");
  return reply.json();
}

/** A number with its word: 1 company, 2 companies. */
export const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** The one of a list to move to by a key; nothing for other keys. */
export function moved(key, list, at) {
  if (key === "ArrowDown") return list[Math.min(at + 1, list.length - 1)];
  if (key === "ArrowUp") return list[Math.max(at - 1, 0)];
  if (key === "Home") return list[0];
  if (key === "End") return list[list.length - 1];
  return undefined;
}
