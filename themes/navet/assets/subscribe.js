// Lets one tick feeds on the page of subscriptions and makes a list of those (OPML) and of their calendars, all in the
// browser: nothing is sent anywhere. Without this script the page lists every feed by itself.
const place = document.querySelector("[data-subscribe]");

const escaped = (text) =>
  text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);

function element(name, text = "", properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

/// The rows as an OPML document (opml.org).
function opmlOf(title, rows) {
  const outlines = rows.map(({ title: name, feed, home }) => {
    const [text, xmlUrl, htmlUrl] = [name, feed, home].map(escaped);
    return `<outline type="rss" text="${text}" title="${text}" xmlUrl="${xmlUrl}" htmlUrl="${htmlUrl}"/>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head>\n<title>${escaped(title)}</title>\n</head>\n<body>\n${outlines.join("")}</body>\n</opml>\n`;
}

function chooser(words) {
  const box = element("section", "", { className: "panel chooser" });
  const count = element("p", words.wordNone, { role: "status" });
  const download = element("a", words.wordOpml, { className: "edit-page", hidden: true, download: words.wordFile });
  const clear = element("button", words.wordClear, { type: "button", hidden: true });
  const heading = element("h3", words.wordCalendars, { hidden: true });
  const calendars = element("ul", "", { hidden: true });
  box.append(element("p", words.wordChoose), count, download, " ", clear, heading, calendars);
  return { box, count, download, clear, heading, calendars };
}

function start() {
  const words = place.dataset;
  const { box, count, download, clear, heading, calendars } = chooser(words);
  const rows = [...place.querySelectorAll("[data-feed]")].map((row, number) => {
    const tick = element("input", "", { type: "checkbox", id: `_choose_${number}` });
    const label = element("label", row.dataset.title, { htmlFor: tick.id, className: "visually-hidden" });
    row.prepend(tick, label);
    return { tick, ...row.dataset, calendar: row.querySelector("[data-webcal]")?.href };
  });
  place.firstElementChild.after(box);

  function show() {
    const chosen = rows.filter(({ tick }) => tick.checked);
    const some = chosen.length > 0;
    count.textContent = some ? `${chosen.length} ${words.wordChosen}` : words.wordNone;
    if (download.href) URL.revokeObjectURL(download.href);
    if (some) download.href = URL.createObjectURL(new Blob([opmlOf(words.wordList, chosen)], { type: "text/x-opml" }));
    const dated = chosen.filter(({ calendar }) => calendar);
    calendars.replaceChildren(...dated.map(({ title, calendar }) => {
      const item = element("li");
      item.append(element("a", title, { href: calendar }), " ", element("span", calendar, { className: "note address" }));
      return item;
    }));
    download.hidden = clear.hidden = !some;
    heading.hidden = calendars.hidden = dated.length === 0;
  }

  place.addEventListener("change", show);
  clear.addEventListener("click", () => {
    for (const { tick } of rows) tick.checked = false;
    show();
    rows[0].tick.focus();
  });
  show();
}

if (place) start();
