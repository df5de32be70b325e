// The search page: what the address asks for is looked up and shown, and what one types or ticks is kept in the address.
// Everything is built from the page's own templates and text nodes: nothing that was typed is ever read as markup.
(() => {
  "use strict";
  const place = document.getElementById("_search");
  if (!place || !globalThis.knavFind) return;
  const { form, input, element, fill, link, question, engine } = globalThis.knavFind;
  const words = place.dataset;
  const parts = Object.fromEntries([...place.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
  const ways = document.getElementById("_ways");
  const facetNames = Object.keys(parts.facets.dataset).filter((name) => name !== "part");
  const pageSize = 10;
  const firstValues = 6; // of a facet; the rest folds out
  const typingPause = 120; // milliseconds: without a key before looking up
  const tellingPause = 600; // before the number of hits is announced
  const patience = 400; // before a first answer on its way is spoken of

  const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const show = (name, isShown) => { parts[name].hidden = !isShown; };
  const day = (date) => new Date(`${date}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  const pageLink = ({ title, url }) => element("a", { href: link(url), textContent: title });

  // ---- the address ----
  const wanted = () => {
    const address = new URLSearchParams(location.search);
    const filters = {};
    for (const name of facetNames) {
      const values = address.getAll(name);
      if (values.length > 0) filters[name] = values;
    }
    return { text: question(address.get("q") ?? ""), filters };
  };
  const addressOf = ({ text, filters }) => {
    const address = new URLSearchParams(text ? { q: text } : {});
    for (const [name, values] of Object.entries(filters)) {
      for (const value of values) address.append(name, value);
    }
    return location.pathname + (address.size > 0 ? `?${address}` : "");
  };

  // ---- one answer ----
  const marked = (excerpt) => excerpt.map(({ text, hit }) => (hit ? element("mark", { textContent: text }) : text));
  // A page's text is loaded when its result comes into sight.
  const tellers = new WeakMap();
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      tellers.get(target)().then((said) => (said.length > 0 ? target.replaceChildren(...marked(said)) : target.remove()), () => {
        target.textContent = words.untold;
        ways.hidden = false;
      });
    }
  }, { rootMargin: "15%" });
  const resultItem = ({ url, title, typeLabel, year, excerpt }) => {
    const item = copy("_result");
    const [heading, kind, text] = item.children;
    Object.assign(heading.firstElementChild, { href: link(url), textContent: title });
    kind.textContent = [typeLabel, title.includes(year) ? null : year].filter(Boolean).join(" · ");
    tellers.set(text, excerpt);
    sight.observe(text);
    return item;
  };
  /// Pages below another one that was found before them stand under it: a group with its meetings and plans. What was said
  /// of a page that is found again stays until the new text is there: `earlier`, by address.
  const addResults = (results, earlier = new Map()) => {
    for (const result of results) {
      const item = resultItem(result);
      item.dataset.url = result.url;
      item.querySelector(".result-text").append(...(earlier.get(result.url)?.childNodes ?? []));
      const above = [...parts.results.children].find(({ dataset: { url } }) =>
        result.url.startsWith(url) && url.split("/").length > 3);
      if (above) {
        const below = above.querySelector("ol") ?? above.appendChild(element("ol", { className: "results-below" }));
        below.append(item);
      } else {
        parts.results.append(item);
      }
    }
  };

  const showAnswer = (answer) => {
    show("answer", Boolean(answer));
    if (!answer) return;
    const { topic, groups, roles, contact, meeting } = answer;
    parts.topic.replaceChildren(topic ? pageLink(topic) : asked.text);
    const lines = { groups, roles, contact: contact ? [contact] : [], meeting: meeting ? [meeting] : [] };
    for (const [name, pages] of Object.entries(lines)) {
      const line = parts.answer.querySelector(`[data-answer=${name}]`);
      line.hidden = pages.length === 0;
      line.replaceChildren(line.firstElementChild, ...pages.map((page) => element("dd", {}, pageLink(page),
        element("span", { className: "note", textContent: page.date ? ` ${day(page.date)}` : "" }))));
    }
  };

  // ---- facets ----
  const facetValue = (name, { value, label, count }) => {
    const made = copy("_facet_value");
    const [box, text, number] = made.children;
    Object.assign(box, { name, value, checked: asked.filters[name]?.includes(value) ?? false });
    // "Kunskapsråd Hälsa" under the heading "Kunskapsråd" is "Hälsa".
    const said = `${parts.facets.dataset[name]} `;
    const short = label.startsWith(said) ? label.slice(said.length) : label;
    text.textContent = short[0].toLocaleUpperCase("sv") + short.slice(1);
    number.textContent = count;
    return made;
  };
  const facetOf = (name, values) => {
    const ticked = asked.filters[name] ?? []; // shown though the words have no hit with it
    const lost = ticked.filter((value) => !values.some((each) => each.value === value));
    const all = [...values, ...lost.map((value) => ({ value, label: value, count: 0 }))];
    if (all.length < 2 && ticked.length === 0) return [];
    const facet = copy("_facet");
    facet.firstElementChild.textContent = parts.facets.dataset[name];
    facet.append(...all.slice(0, firstValues).map((value) => facetValue(name, value)));
    if (all.length > firstValues) {
      const more = copy("_facet_more");
      more.append(...all.slice(firstValues).map((value) => facetValue(name, value)));
      more.dataset.of = name;
      more.open = unfolded.has(name) || more.querySelector(":checked") !== null;
      facet.append(more);
    }
    return [facet];
  };
  const valuesOf = (facets, name) => facets.find(({ key }) => key === name)?.values ?? [];
  /// A facet with a tick offers its other values too: counted as if it had none.
  const withOthers = async (search, facets) => Promise.all(facetNames.map(async (name) => {
    if (!asked.filters[name]) return { key: name, values: valuesOf(facets, name) };
    const { [name]: own, ...filters } = asked.filters;
    return { key: name, values: valuesOf((await search.search(asked.text, { limit: 0, filters })).facets, name) };
  }));
  const unfolded = new Set();
  const showFacets = (facets) => {
    const { name, value } = document.activeElement ?? {};
    for (const more of parts["facet-list"].querySelectorAll("[data-of]")) {
      if (more.open) unfolded.add(more.dataset.of);
    }
    parts["facet-list"].replaceChildren(...facetNames.flatMap((name) => facetOf(name, valuesOf(facets, name))));
    show("facets", parts["facet-list"].children.length > 0);
    show("clear", Object.keys(asked.filters).length > 0);
    const same = [...parts.facets.elements].find((each) => each.name && each.name === name && each.value === value);
    same?.focus({ preventScroll: true });
  };

  // ---- nothing found: the nearest that there is ----
  const showNearest = async (search, mine) => {
    const inside = asked.text.split(/\s+/);
    const longest = inside.reduce((one, other) => (other.length > one.length ? other : one), "");
    show("near", false);
    for (const attempt of [asked.text, ...inside, longest.slice(0, 4), longest.slice(0, 3)]) {
      const found = await search.suggest(attempt);
      if (mine !== turn) return;
      if (found.length === 0) continue;
      parts["near-list"].replaceChildren(...found.slice(0, 5).map(({ text, url, typeLabel }) => element("li", {},
        pageLink({ title: text, url }), element("span", { className: "note", textContent: ` ${typeLabel ?? ""}` }))));
      show("near", true);
      return;
    }
  };

  // ---- the whole ----
  let asked = { text: "", filters: {} };
  let turn = 0; // the latest question: an answer to an earlier one comes too late
  let telling;

  const announce = (text) => {
    clearTimeout(telling);
    telling = setTimeout(() => { parts.said.textContent = text; }, tellingPause);
  };
  const showIdle = () => {
    place.hidden = true;
    place.removeAttribute("aria-busy");
    ways.hidden = false;
    document.title = words.title;
    announce("");
  };
  const showFound = (answer) => {
    const { total, results, guess } = answer;
    const said = fill(total === 0 ? words.none : total === 1 ? words.one : words.many, asked.text, total);
    ways.hidden = true;
    show("failed", false);
    show("found", true);
    show("guess", Boolean(guess));
    Object.assign(parts["guess-link"], { textContent: guess ?? "", href: addressOf({ text: guess ?? "", filters: {} }) });
    parts.count.textContent = said;
    showAnswer(answer.answer);
    showFacets(answer.facets);
    sight.disconnect();
    const earlier = new Map([...parts.results.querySelectorAll(".result")]
      .map((item) => [item.dataset.url, item.querySelector(":scope > .result-text")]));
    parts.results.replaceChildren();
    addResults(results, earlier);
    show("nothing", total === 0);
    show("more", results.length < total);
    document.title = `${asked.text} – ${words.title}`;
    announce(said);
  };
  const showFailed = () => {
    ways.hidden = false;
    show("found", false);
    show("failed", true);
    parts.again.href = addressOf(asked);
    announce(parts.failed.textContent.replace(/\s+/g, " ").trim());
  };

  /// Looks up what `asked` says. Until the answer is there, what was shown stays.
  const look = async (limit = pageSize) => {
    const mine = ++turn;
    if (!asked.text) return showIdle();
    place.hidden = false;
    ways.hidden = parts.failed.hidden;
    place.setAttribute("aria-busy", "true");
    const late = setTimeout(() => show("loading", parts.found.hidden && parts.failed.hidden), patience);
    try {
      const search = await engine();
      const answer = await search.search(asked.text, { limit, filters: asked.filters });
      const facets = await withOthers(search, answer.facets);
      if (mine !== turn) return;
      showFound({ ...answer, facets });
      if (answer.total === 0) await showNearest(search, mine);
    } catch {
      if (mine === turn) showFailed();
    } finally {
      clearTimeout(late);
      if (mine === turn) {
        place.removeAttribute("aria-busy");
        show("loading", false);
      }
    }
  };
  const more = async () => {
    const mine = ++turn;
    const shown = parts.results.querySelectorAll("li").length;
    try {
      const search = await engine();
      const answer = await search.search(asked.text, { limit: pageSize, offset: shown, filters: asked.filters });
      if (mine !== turn) return;
      const before = new Set(parts.results.querySelectorAll("li"));
      addResults(answer.results);
      show("more", shown + answer.results.length < answer.total);
      [...parts.results.querySelectorAll("li")].find((item) => !before.has(item))?.querySelector("a").focus();
      history.replaceState({ ...history.state, shown: shown + answer.results.length }, "");
    } catch {
      if (mine === turn) showFailed();
    }
  };

  // ---- typing and ticking ----
  let settled = location.href; // the last address that was asked for on purpose: typing only tries out
  let waiting;
  const settle = () => {
    const next = addressOf(asked);
    if (new URL(next, location.href).href !== settled) {
      history.replaceState(history.state, "", settled);
      history.pushState(null, "", next);
    }
    settled = location.href;
    look();
  };
  const typed = () => {
    asked = { ...asked, text: question(input.value) };
    history.replaceState(null, "", addressOf(asked));
    look();
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(typed, typingPause);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    asked = { ...asked, text: question(input.value) };
    settle();
  });
  parts.facets.addEventListener("change", () => {
    const filters = {};
    for (const [name, value] of new FormData(parts.facets)) (filters[name] ??= []).push(value);
    asked = { ...asked, filters };
    settle();
  });
  parts.clear.addEventListener("click", () => {
    asked = { ...asked, filters: {} };
    input.focus(); // the button goes away
    settle();
  });
  parts.more.addEventListener("click", more);

  // ---- arriving, and going back and forth ----
  const arrive = async () => {
    asked = wanted();
    settled = location.href;
    input.value = asked.text;
    const { shown, scrolled } = history.state ?? {};
    await look(shown);
    if (scrolled) scrollTo({ top: scrolled, behavior: "instant" });
  };
  history.scrollRestoration = "manual"; // the results are not there yet when a browser would scroll
  addEventListener("popstate", arrive);
  addEventListener("pagehide", () => history.replaceState({ ...history.state, scrolled: scrollY }, ""));
  parts.facets.querySelector("details").open = matchMedia("(min-width: 60rem)").matches;
  arrive();
})();
