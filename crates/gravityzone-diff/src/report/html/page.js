const nav = document.querySelector("nav");
const rows = document.querySelectorAll("li[data-level]");
nav.hidden = false;
nav.addEventListener("click", ({ target }) => {
  const wanted = target.dataset.show;
  if (!wanted) return;
  for (const button of nav.children) button.setAttribute("aria-pressed", button === target);
  for (const row of rows) row.hidden = !["all", row.dataset.level, row.dataset.silent].includes(wanted);
  for (const row of rows) for (const part of [row.closest("article"), row.closest("section")]) part.hidden = !part.querySelector("li[data-level]:not([hidden])");
});
