// Says of an article that it is older than a year: what it tells may have changed since. It stands in white that is there
// anyway, so nothing moves. Undated articles say nothing.
(() => {
  "use strict";

  const { words } = globalThis.sitegenReader;
  const note = document.querySelector("[data-age]");
  if (!note) return;
  const [year, month, day] = note.dataset.age.split("-").map(Number);
  const now = new Date();
  const isBeforeItsDay = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  const years = now.getFullYear() - year - (isBeforeItsDay ? 1 : 0);
  if (years < 1) return;
  note.textContent = years === 1 ? words.ageYear : words.ageYears.replace("{n}", years);
  note.hidden = false;
})();
