const nav = document.querySelector("nav");
nav.hidden = false;
nav.addEventListener("click", ({ target }) => {
  if (!target.dataset.show) return;
  for (const button of nav.children) button.setAttribute("aria-pressed", button === target);
  for (const row of document.querySelectorAll("li[data-level]")) row.hidden = ![row.dataset.level, row.dataset.silent, "all"].includes(target.dataset.show);
  for (const part of document.querySelectorAll("article")) part.hidden = !part.querySelector("li:not([hidden])");
});
