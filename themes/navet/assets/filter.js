// Filter-as-you-type on lists that ask for it (data-filter-list). Without this script the whole list simply stands there.
(() => {
  "use strict";
  const fewest = 12; // a shorter list is read faster than it is filtered
  const plain = (text) => text.toLocaleLowerCase("sv").replace(/\s+/g, " ").trim();

  for (const [number, list] of document.querySelectorAll("[data-filter-list]").entries()) {
    const rows = [...list.querySelectorAll("[data-filter-row]")].map((row) => ({ row, text: plain(row.textContent) }));
    if (rows.length < fewest) continue;

    const input = Object.assign(document.createElement("input"), { type: "search", id: `_filter_${number}`, autocomplete: "off" });
    const label = Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: list.dataset.filterLabel });
    const shown = document.createElement("output");
    shown.htmlFor.add(input.id);
    const place = document.createElement("p");
    place.className = "find-here";
    place.append(label, input, shown);
    (list.querySelector(".letters") ?? rows[0].row.closest(".table-place, .listing-group, ul")).before(place);

    input.addEventListener("input", () => {
      const words = plain(input.value).split(" ");
      let count = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) count += 1;
      }
      for (const group of list.querySelectorAll(".listing-group")) {
        group.hidden = !group.querySelector("[data-filter-row]:not([hidden])");
      }
      shown.textContent = input.value ? `${count} ${list.dataset.filterShown}` : "";
    });
  }
})();
