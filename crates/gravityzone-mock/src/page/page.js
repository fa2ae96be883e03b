// The page: starts its parts, tells them of each other, and has the keys that work everywhere.
// Each part is a file of its own.

import { by, tell } from "/page/dom.js";
import { startLog } from "/page/log.js";
import { startMethods } from "/page/methods.js";
import { startTree } from "/page/tree.js";

by("url").textContent = `${location.origin}/api`;

async function start() {
  const methods = await startMethods();
  const tree = startTree(methods);
  const log = startLog(methods, tree);
  methods.called = log.poll;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.type === "search" && event.target.value === "") event.target.blur();
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      methods.send();
      return;
    }
    const field = { "/": "filter", s: "search" }[event.key];
    if (!field || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    by(field).focus();
    by(field).select();
  });
}

start().catch((error) => tell(error.message));
