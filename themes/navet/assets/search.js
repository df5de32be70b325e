// The search engine of the browser. Reads the index that generator/search makes, asks nobody else, and knows no page.
// The engine in generator/search/engine.cpp is this one in C++: the same steps in the same order give the same ranking
// to the last bit, and tests/search holds them to it. Whoever changes one changes both.
//
//   const engine = await openSearch('/sok/index/');       // where the index's files lie
//   await engine.search('vem arbetar med sepsis', { limit: 10, offset: 0, filters: { type: ['RMPO'] } })
//   await engine.suggest('seps')
//   await results[0].excerpt()      // what the page says about it: texts are loaded for those pages only that are looked at
//
// options.load(name) -> Promise of the text of NAME.js, for pages that cannot fetch. Opened from a folder, load each file
// as a script with a global knavSearch = (name, packed) => ..., and give back `packed`.
// Without its `export`s this file is a classic script: it uses nothing else of modules.

export class SearchUnavailable extends Error {
  constructor(what, cause) { super('search: ' + what, { cause }); this.name = 'SearchUnavailable'; }
}

const longest = 256, mostWords = 12, cutBelow = 0.04, phrasePages = 40, cardPages = 10, excerptLength = 260, shortWord = 7, longWord = 10, fewPages = 4;
const alone = 0.55, bothParts = 0.85, partsApart = 0.4, joinedWeight = 0.9, peopleLift = 2, nameLift = 1.5, unfinishedWeight = 0.4, namedFrom = 0.6;
const letter = 'a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\ud7ff';
const endsInWord = new RegExp(`[${letter}]$`);
const letterPattern = new RegExp(`[${letter}]`);
const wordPattern = new RegExp(`([${letter}]+)(?::[a-zåäö]{1,3}(?![${letter}]))?`, 'g');
const plain = { æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' };

export const wordsOf = text => [...text.normalize('NFC').toLowerCase().matchAll(wordPattern)].map(m => m[1]);
export const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[æœøßłđðþħı]/g, c => plain[c]);
const isVowel = c => 'aeiouy'.includes(c);

export function stemsOf(word, endings) {
  const stems = [];
  const add = w => { if (w.length >= 3 && !stems.includes(w)) stems.push(w); };
  add(word);
  if (word.endsWith('s')) add(word.slice(0, -1));
  for (const w of stems.slice()) for (const e of endings) {
    if (!w.endsWith(e) || w.length < e.length + 3) continue;
    const rest = w.slice(0, -e.length);
    if (e.length > 1 || isVowel(e) || (e === 'r' ? 'aeo' : 'aeiouy').includes(rest.at(-1))) add(rest);
  }
  for (const w of stems.slice()) {
    const n = w.length;
    if (n < 4) continue;
    if (w[n - 2] === 'e' && 'lrn'.includes(w[n - 1]) && !isVowel(w[n - 3])) add(w.slice(0, -2) + w[n - 1]);
    if (w[n - 1] === w[n - 2] && 'mn'.includes(w[n - 1])) add(w.slice(0, -1));
  }
  return stems;
}

export function nameKey(word) {
  let key = '';
  for (let i = 0; i < word.length; i++) {
    let c = word[i];
    if (c === 'h' && i > 0) continue;
    if (c === 'w') c = 'v';
    if (c === 'q') c = 'k';
    if (c === 'c') c = 'eiy'.includes(word[i + 1] ?? '-') ? 's' : 'k';
    if (c === 'z') c = 's';
    if (c === 'x') { if (!key.endsWith('k')) key += 'k'; c = 's'; }
    if (!key.endsWith(c)) key += c;
  }
  return key.length > 3 && key.endsWith('s') ? key.slice(0, -1) : key;
}

// Insertions, deletions, replacements and swapped neighbours; counted no further than past `limit`. Only what lies within
// `limit` of the diagonal is worked out, in three rows that are used again and again.
const rows = [0, 0, 0].map(() => new Uint8Array(longest + 64));
export function distance(a, b, limit) {
  const far = limit + 1;
  if (Math.abs(a.length - b.length) > limit || b.length > longest + 32) return far;
  let [before, last, row] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = Math.min(j, far);
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - limit), end = Math.min(b.length, i + limit), spare = before;
    before = last; last = row; row = spare;
    let least = row[first - 1] = first === 1 ? Math.min(i, far) : far;
    for (let j = first; j <= end; j++) {
      let d = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row[j] = d;
      if (d < least) least = d;
    }
    if (end < b.length) row[end + 1] = far;
    if (least > limit) return far;
  }
  return Math.min(row[b.length], far);
}

// Several guesses at one word: that one of them is rare says nothing for it.
const countAlike = (terms, most = Infinity) => {
  const rarity = Math.min(most, ...terms.map(term => term.rarity));
  return terms.map(term => ({ ...term, rarity }));
};
const rest = (before, coded) => before.slice(0, coded.charCodeAt(0) - 33) + coded.slice(1);
const shortest = stems => stems.reduce((a, b) => b.length < a.length && b.length >= 4 ? b : a, stems[0] ?? '');

// Ascending numbers as generator/search/page_numbers.cpp writes them: the middle one within what its neighbours leave room for.
function numbersOf(bytes, at, count, limit) {
  const numbers = new Uint32Array(count);
  let held = 0, left = 0;
  const take = bits => {
    while (left < bits) { held = (held << 8 | bytes[at++]) & 0xffffff; left += 8; }
    left -= bits;
    return held >> left & (1 << bits) - 1;
  };
  const read = (from, to, low, high) => {
    for (; from < to && to - from < high - low;) {
      const middle = from + ((to - from) >> 1), least = low + middle - from, range = high - low - (to - from) + 1;
      const bits = 32 - Math.clz32(range - 1), shorter = 2 ** bits - range;
      let value = bits > 9 ? take(bits - 9) * 256 + take(8) : take(bits - 1);
      if (value >= shorter) value = value * 2 + take(1) - shorter;
      const number = numbers[middle] = least + value;
      read(from, middle, low, number);
      from = middle + 1; low = number + 1;
    }
    while (from < to) numbers[from++] = low++; // as many as there is room for
  };
  read(0, count, 0, limit);
  return numbers;
}

const longestFirst = (list, fits) => [...new Set(list.map(item => item.folded).filter(form => form.length > 3 && fits(form)))].sort((a, b) => b.length - a.length);
const pagesWith = terms => terms.reduce((n, term) => n + term.entry.count, 0);
const restsAfter = (folded, first) => {
  const rest = folded.slice(first.length);
  return (rest[0] === 's' ? [rest, rest.slice(1)] : [rest]).filter(last => last.length > 2);
};

class Shard {
  constructor(bytes, pages) {
    this.bytes = bytes; this.limit = pages; this.at = 0; this.forms = new Map(); this.list = [];
    const size = this.number(), lines = new TextDecoder().decode(bytes.subarray(this.at, this.at + size)).split('\n');
    this.at += size;
    let before = '';
    const terms = [];
    for (const line of lines) {
      if (!line) continue;
      const [words, ...see] = line.split('\t'), [first, ...others] = words.split(' ');
      const key = before = rest(before, first);
      const entry = { key, forms: [key, ...others.map(o => rest(key, o))], see, shard: this };
      if (!see.length) {
        entry.rarity = this.number(); entry.count = this.number(); entry.size = this.number();
        terms.push(entry);
      }
      for (const form of entry.forms) {
        const folded = fold(form), item = { folded, form, entry };
        this.list.push(item);
        if (this.forms.has(folded)) this.forms.get(folded).push(item); else this.forms.set(folded, [item]);
      }
    }
    for (const entry of terms) { entry.numbersAt = this.at; this.at += entry.size; }
    for (const entry of terms) { entry.levelsAt = this.at; this.at += entry.count; }
    if (this.at !== bytes.length) throw new Error('not whole');
  }
  number() {
    let value = 0, factor = 1, byte;
    do { byte = this.bytes[this.at++]; if (byte === undefined) throw new Error('not whole'); value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
    return value;
  }
  // On which pages, how much about each, and of how many words the page's name is that has it: decoded once.
  pagesOf(entry) {
    if (entry.pages) return entry;
    entry.pages = numbersOf(this.bytes, entry.numbersAt, entry.count, this.limit);
    entry.levels = this.bytes.subarray(entry.levelsAt, entry.levelsAt + entry.count);
    return entry;
  }
}

class Engine {
  constructor(files, root) {
    this.files = files; this.root = root;
    this.stop = new Set(root.stop.split(' ')); this.people = new Set(root.people.split(' ')); this.endings = root.endings.split(' ');
    this.wordStarts = root.wordStarts.split(' '); this.tailStarts = root.tailStarts.split(' ');
  }
  name(kind, names, i) { return kind + '-' + names.slice(i * 5, i * 5 + 5); }
  place(starts, text) {
    let low = 0, high = starts.length;
    while (low < high) { const middle = (low + high) >> 1; if (starts[middle] <= text) low = middle + 1; else high = middle; }
    return Math.max(0, low - 1);
  }
  shardAt(i) { return this.files.get(this.name('w', this.root.words, i), b => new Shard(b, this.root.pages)); }
  shard(folded) { return this.shardAt(this.place(this.wordStarts, folded)); }
  // All forms of that shard; with `beginning` also of its neighbours, as far as words that begin so may stand there.
  async near(folded, beginning) {
    if (beginning === undefined) return (await this.shard(folded)).list;
    const here = this.place(this.wordStarts, folded), first = Math.max(here - 1, this.place(this.wordStarts, beginning));
    const last = Math.min(here + 1, this.place(this.wordStarts, beginning + '\uffff')), loading = [];
    for (let i = first; i <= last; i++) loading.push(this.shardAt(i));
    const shards = await Promise.all(loading);
    return shards.length === 1 ? shards[0].list : shards.flatMap(shard => shard.list);
  }
  lines(name) { return this.files.get(name, b => new TextDecoder().decode(b).split('\n').map(l => l.split('\t'))); }
  json(name) { return this.files.get(name, b => JSON.parse(new TextDecoder().decode(b))); }
  async row(kind, names, rows, page) { return (await this.lines(this.name(kind, names, Math.floor(page / rows))))[page % rows]; }
  page(number) { return this.row('p', this.root.blocks, this.root.rows, number); }
  async text(number) { return this.row('x', (await this.lines('l-' + this.root.texts))[0][0], this.root.textRows, number); }

  stemsOf(item) { return item.stems ??= stemsOf(item.folded, this.endings); }

  // The terms meant by forms: themselves, or those that they point to.
  async terms(items, weight) {
    const found = [];
    for (const { entry } of items) {
      if (!entry.see.length) { found.push({ entry, weight, rarity: entry.rarity }); continue; }
      for (const key of entry.see) {
        const there = (await this.shard(fold(key))).forms.get(fold(key)) ?? [];
        for (const item of there) if (item.entry.key === key && !item.entry.see.length) found.push({ entry: item.entry, weight, rarity: item.entry.rarity });
      }
    }
    return found.filter((one, i) => found.findIndex(other => other.entry === one.entry) === i);
  }

  // As written; typed without å, ä and ö also with them.
  async asForm(word, folded) {
    const items = (await this.shard(folded)).forms.get(folded) ?? [];
    const exact = items.filter(item => item.form === word), others = items.filter(item => item.form !== word);
    const found = await this.terms(exact, 1);
    if (!exact.length || word === folded)
      for (const term of await this.terms(others, word === folded ? 0.9 : 0.7)) if (!found.some(t => t.entry === term.entry)) found.push(term);
    return found;
  }

  async asStem(folded, beginning) {
    const own = stemsOf(folded, this.endings);
    let best = 99, items = [];
    for (const item of await this.near(folded, beginning)) {
      if (item.folded.slice(0, 3) !== folded.slice(0, 3)) continue;
      for (const stem of this.stemsOf(item)) {
        if (!own.includes(stem)) continue;
        const lost = folded.length + item.folded.length - 2 * stem.length;
        if (lost < best) { best = lost; items = []; }
        if (lost === best && !items.includes(item)) items.push(item);
      }
    }
    return best <= 6 ? this.terms(items, 0.95) : [];
  }

  async asPrefix(folded, weight, beginning) {
    const list = await this.near(folded, beginning);
    return countAlike(await this.terms(list.filter(item => item.folded.length > folded.length && item.folded.startsWith(folded)), weight));
  }

  // A compound that the site doesn't have, in two words that it has; of several ways, the one whose rarer word is on most
  // pages. The first part is a form in the same shard. Of a word that is being typed, the last part may be unfinished.
  async asSplit(folded, typed) {
    const list = await this.near(folded, folded.slice(0, 4)), tried = new Set();
    let byItself = null, whole = null, most = 0;
    const firsts = list.filter(item => item.folded.length >= 3 && item.folded.length + 3 <= folded.length && folded.startsWith(item.folded))
      .sort((a, b) => b.folded.length - a.folded.length);
    for (const first of firsts) {
      if (tried.has(first.folded) || first.folded.length + 4 > folded.length) continue;
      tried.add(first.folded);
      const terms = await this.asForm(first.folded, first.folded);
      for (const rest of restsAfter(folded, first.folded)) {
        const last = await this.asLast(rest, typed), pages = Math.min(pagesWith(terms), pagesWith(last));
        if (pages <= most) continue;
        most = pages;
        whole = { kind: 'split', terms: [], first: terms, last };
      }
      if (first.folded.length >= 5) byItself ??= { kind: 'part', terms: (await this.terms([first], 0.5)) };
    }
    return whole ?? byItself;
  }

  async asLast(rest, typed) {
    if (this.stop.has(rest)) return [];
    const terms = await this.asForm(rest, rest);
    if (terms.length) return terms;
    const stems = rest.length > 4 ? await this.asStem(rest) : [];
    return stems.length || !typed ? stems : this.asPrefix(rest, 0.75, rest);
  }

  // The same with a slip in one of the two.
  async asSlippedSplit(folded) {
    for (const first of longestFirst(await this.near(folded, folded.slice(0, 4)), form => folded.startsWith(form))) {
      for (const rest of restsAfter(folded, first)) {
        const last = await this.slipped(rest);
        if (last.length) return { kind: 'split', terms: [], first: await this.asForm(first, first), last };
      }
    }
    for (const last of longestFirst(await this.tails(folded), form => folded.endsWith(form))) {
      const rest = folded.slice(0, -last.length);
      for (const start of rest.endsWith('s') ? [rest, rest.slice(0, -1)] : [rest]) {
        const first = await this.slipped(start);
        if (first.length) return { kind: 'split', terms: [], first, last: await this.asForm(last, last) };
      }
    }
    return null;
  }
  async slipped(folded) {
    if (folded.length < shortWord) return []; // too many others are near it
    const { best, items } = await this.nearlySpelled(folded, folded);
    return this.terms(best <= 1 ? items.filter(item => item.folded[0] === folded[0]) : [], 0.75);
  }

  // The words that one could have meant, and how many slips away they are; half a slip more where another form of the word
  // was meant. Who slips twice begins right.
  nearest(folded, list) {
    const limit = folded.length < 4 ? 0 : folded.length < 8 ? 1 : 2, ofStems = folded.length > longWord ? 2 : 1;
    const own = limit > 1 ? stemsOf(folded, this.endings).filter(stem => stem.length > 4) : [], most = own.length ? ofStems + 0.5 : limit;
    let best = Math.max(limit, most) + 0.25, items = [];
    for (const item of list) {
      if (item.folded[0] === '~' || Math.abs(item.folded.length - folded.length) > 4) continue;
      let d = distance(folded, item.folded, limit);
      if (d > 1 && own.length) for (const stem of this.stemsOf(item)) {
        if (stem.length > 4) for (const other of own) d = Math.min(d, distance(other, stem, ofStems) + 0.5);
      }
      if (d > 1.5 && item.folded[0] !== folded[0]) continue;
      if (d < best) { best = d; items = []; }
      if (d === best) items.push(item);
    }
    return { best, items };
  }

  // Words that end like this one.
  async tails(folded) {
    const i = this.place(this.tailStarts, [...folded].reverse().join(''));
    return this.files.get(this.name('t', this.root.tails, i), b => {
      let before = '';
      return new TextDecoder().decode(b).split('\n').filter(l => l)
        .map(l => ({ folded: [...(before = rest(before, l))].reverse().join('') }));
    });
  }

  async nearlySpelled(word, folded) {
    let { best, items } = this.nearest(folded, (await this.shard(folded)).list);
    // The slip may be in the beginning. A short word has many others near it: then all of them are looked at.
    if (best > 1 || folded.length < shortWord) {
      for (const end of new Set([folded, shortest(stemsOf(folded, this.endings))])) {
        if (end !== folded && items.length) break;
        const far = this.nearest(folded, await this.tails(end));
        if (far.best < best) { best = far.best; items = []; }
        if (far.best === best) for (const { folded: form } of far.items)
          for (const item of (await this.shard(form)).forms.get(form) ?? []) if (!items.includes(item)) items.push(item);
      }
    }
    if (word !== folded) { // of words that are equally near without å, ä and ö, those that are nearest with them
      const far = 9, distances = items.map(item => distance(word, item.form, far)), least = Math.min(far, ...distances);
      items = items.filter((_, i) => distances[i] === least);
    }
    return { best, items };
  }

  async asTypo(word, folded) {
    if (/\d/.test(folded) || folded.length < 4) return null;
    let { best, items } = await this.nearlySpelled(word, folded);
    const edits = best;
    if (!items.length) {
      const key = '~' + nameKey(folded);
      items = key.length > 3 ? (await this.shard(key)).forms.get(key) ?? [] : [];
      best = 1;
    }
    if (!items.length) return null;
    const terms = (await this.terms(items, best <= 1 ? 0.75 : 0.6)).sort((a, b) => b.entry.count - a.entry.count).slice(0, 4);
    return { kind: 'typo', edits, terms, guess: terms[0].entry.forms.find(form => items.some(item => item.form === form)) ?? terms[0].entry.key };
  }

  // What a word means here: the first way of looking that finds anything.
  async resolve(word, last, strict) {
    const folded = fold(word);
    let terms = await this.asForm(word, folded), kind = 'form';
    if (strict) return { kind, terms };
    if (!terms.length && folded.length > 3) {
      terms = await this.asStem(folded);
      if (!terms.length) terms = await this.asStem(folded, folded.slice(0, 4));
      kind = 'stem';
    }
    const whole = terms.slice();
    if (last) {
      // No longer word counts for more than the one that was typed.
      const asWritten = kind === 'form' && whole.length;
      const longer = asWritten ? countAlike(await this.asPrefix(folded, 0.4), Math.min(...whole.map(t => t.rarity))) : await this.asPrefix(folded, 0.8, folded);
      for (const term of longer) if (!terms.some(t => t.entry === term.entry)) terms.push(term);
      if (!asWritten && longer.length) terms = countAlike(terms);
      if (!whole.length) kind = 'prefix';
    }
    if (!terms.length && folded.length > 3) { terms = await this.asPrefix(folded, 0.75, folded); kind = 'prefix'; }
    if (terms.length) {
      // So few pages have a compound that pages with its parts are wanted too.
      const few = whole.length && folded.length > 6 && pagesWith(whole) < fewPages;
      const apart = few ? await this.asSplit(folded, last) : null;
      return apart?.kind === 'split' ? { kind, terms, first: apart.first, last: apart.last } : { kind, terms };
    }
    const typo = await this.asTypo(word, folded);
    if (typo?.edits <= 1) return typo;
    const split = folded.length > 6 ? await this.asSplit(folded, last) : null;
    if (split?.kind === 'split') return split;
    return typo ?? (folded.length > 7 ? await this.asSlippedSplit(folded) : null) ?? split ?? { kind: 'none', terms: [] };
  }

  // For each page the best that any of the terms gives it, and of how many words its shortest name is that has one of them.
  sharesOf(terms) {
    const scores = new Float64Array(this.root.pages), names = new Uint8Array(this.root.pages);
    for (const { entry, weight, rarity } of terms) {
      const { pages, levels } = entry.shard.pagesOf(entry), worth = rarity * weight;
      for (let i = 0; i < pages.length; i++) {
        const page = pages[i], s = worth * (levels[i] & 31), name = weight >= namedFrom ? levels[i] >> 5 : 0;
        if (s > scores[page]) scores[page] = s;
        if (name && (!names[page] || name < names[page])) names[page] = name;
      }
    }
    return { scores, names };
  }
  sharesOfMatch(match) {
    const shares = this.sharesOf(match.terms), { scores } = shares;
    if (!match.last) return shares;
    const whole = match.terms.length > 0, first = this.sharesOf(match.first).scores, last = this.sharesOf(match.last).scores;
    for (let page = 0; page < scores.length; page++) if (first[page] && (last[page] || !whole)) {
      const score = last[page] ? (first[page] + last[page]) * (whole ? partsApart : bothParts) : first[page] * alone;
      scores[page] = Math.max(scores[page], score);
    }
    return shares;
  }

  parse(query) {
    const text = String(query ?? '').slice(0, longest), phrases = [];
    const open = text.replace(/["“”]([^"“”]*)["“”]/g, (_, inside) => { const w = wordsOf(inside); if (w.length) phrases.push(w); return ' ' + inside + ' '; });
    const all = wordsOf(open).slice(0, mostWords), said = all.filter(w => !this.stop.has(fold(w)));
    const asksForPeople = w => stemsOf(fold(w), this.endings).some(s => this.people.has(s));
    const people = all.some(asksForPeople) && said.some(w => !asksForPeople(w)); // "ordförande" alone is about the role
    // A last word that says nothing may be the beginning of one that does: "rmpo ta".
    const unfinished = said.length && !phrases.length && endsInWord.test(open.toLowerCase()) && this.stop.has(fold(all.at(-1))) ? all.at(-1) : '';
    return { phrases, words: said.length ? said : all, unfinished, people };
  }

  async rank({ words, phrases, unfinished, people }) {
    const strict = phrases.length > 0, matches = [], shares = [], joins = [];
    for (let i = 0; i + 1 < words.length && !strict; i++) {
      if (fold(words[i]).length < 3 || fold(words[i + 1]).length < 3) continue;
      for (const joined of [words[i] + words[i + 1], words[i] + 's' + words[i + 1]]) {
        const folded = fold(joined);
        let terms = await this.asForm(joined, folded);
        if (!terms.length) terms = await this.asStem(folded);
        if (terms.length) { joins.push({ i, terms }); break; }
      }
    }
    for (let i = 0; i < words.length; i++) {
      const match = await this.resolve(words[i], i === words.length - 1, strict || joins.some(j => j.i === i || j.i + 1 === i));
      matches.push(match);
      shares.push(this.sharesOfMatch(match));
    }
    for (const join of joins) {
      const { scores, names } = this.sharesOf(join.terms);
      for (const own of [shares[join.i], shares[join.i + 1]]) for (let page = 0; page < scores.length; page++) {
        own.scores[page] = Math.max(own.scores[page], scores[page] * joinedWeight);
        if (names[page]) own.names[page] = names[page] + 1; // the reader says it in one word more
      }
      for (const i of [join.i, join.i + 1]) matches[i] = { ...matches[i], terms: [...matches[i].terms, ...join.terms] };
    }
    const more = unfinished ? this.sharesOf(await this.asPrefix(fold(unfinished), unfinishedWeight)).scores : null;
    const those = people ? this.sharesOf(await this.asForm('§', '§')).scores : null;
    const asked = shares.filter(own => own.scores.some(s => s > 0)).length; // a word that no page has is left out of the reckoning
    const size = this.root.pages, scores = new Float64Array(size), found = new Uint8Array(size), named = new Uint8Array(size);
    for (const own of shares) for (let page = 0; page < size; page++) {
      if (own.scores[page]) { scores[page] += own.scores[page]; found[page]++; }
      if (own.names[page] === asked) named[page]++;
    }
    const coverage = Float64Array.from({ length: asked + 1 }, (_, n) => n / asked * Math.sqrt(n / asked));
    for (let page = 0; page < size; page++) {
      if (!found[page]) continue;
      let score = strict && found[page] < words.length ? 0 : scores[page] * coverage[found[page]];
      if (more && found[page] === asked) score += more[page];
      if (named[page] === asked) score *= nameLift;
      if (those && those[page] && found[page] * 2 >= asked) score *= peopleLift;
      scores[page] = score;
    }
    const kept = strict ? await this.withPhrases(best(scores, phrasePages), phrases) : scores;
    let most = 0;
    for (let page = 0; page < size; page++) if (kept[page] > most) most = kept[page];
    for (let page = 0; page < size; page++) if (kept[page] < most * cutBelow) kept[page] = 0;
    return { scores: kept, matches };
  }

  // The scores of those of the pages that have every phrase.
  async withPhrases(ranked, phrases) {
    const kept = new Float64Array(this.root.pages);
    for (const r of ranked) {
      const page = await this.page(r.page), text = await this.text(r.page);
      const fields = [page[1], text[1], text[2]].map(t => t.toLowerCase());
      // Words are cut out only where all of them may stand: that is the slow part.
      const says = (field, phrase) => phrase.every(w => field.includes(w)) && ` ${wordsOf(field).join(' ')} `.includes(` ${phrase.join(' ')} `);
      if (phrases.every(phrase => fields.some(field => says(field, phrase)))) kept[r.page] = r.score;
    }
    return kept;
  }

  async search(query, { limit = 10, offset = 0, filters = {}, facets = true, answer = true } = {}) {
    const asked = this.parse(query);
    if (!asked.words.length) return { words: [], guess: null, total: 0, results: [], facets: [], answer: null };
    const { scores, matches } = await this.rank(asked);
    const wanted = Object.entries(filters).filter(([, values]) => values.length);
    const table = facets || wanted.length ? await this.facets() : {};
    for (const [key, values] of wanted) {
      const of = new Map(Object.entries(table[key] ?? {})), pages = new Set(values.flatMap(value => of.get(value) ?? []));
      for (let page = 0; page < scores.length; page++) if (!pages.has(page)) scores[page] = 0;
    }
    let total = 0;
    for (let page = 0; page < scores.length; page++) if (scores[page]) total++;
    const ranked = best(scores, Math.max(offset + limit, cardPages));
    const shown = ranked.slice(offset, offset + limit), pages = await Promise.all(shown.map(r => this.page(r.page)));
    let finder;
    const excerpt = async ({ page }) => excerptOf(await this.text(page), finder ??= hitFinder(matches, asked.words), matches.length);
    const guesses = matches.map((m, i) => m.guess ?? asked.words[i]);
    return {
      words: asked.words,
      guess: matches.some(m => m.guess) ? guesses.join(' ') : null,
      total,
      results: pages.map(([url, title, type, year], i) => ({
        url, title, type, typeLabel: this.root.types[type] ?? type, year, score: shown[i].score,
        excerpt: () => excerpt(shown[i]),
      })),
      facets: facets ? count(table, scores) : [],
      answer: answer && offset === 0 ? await this.answer(query, ranked) : null,
    };
  }

  async facets() {
    return this.files.get('f-' + this.root.facets, b => {
      const table = JSON.parse(new TextDecoder().decode(b));
      for (const values of Object.values(table)) for (const value of Object.keys(values)) {
        let next = 0;
        values[value] = values[value].split(' ').map(gap => { const page = next + Number(gap); next = page + 1; return page; });
      }
      return table;
    });
  }

  async answer(query, ranked) {
    if (!ranked.length || !/(^|\s)(vem|vilka|vems|kontakt\S*|ansvar\S*|who)(\s|$)/i.test(String(query).slice(0, longest))) return null;
    const all = await this.json('a-' + this.root.answers);
    const found = ranked.slice(0, cardPages).map(r => all[r.page]).filter(a => a);
    if (!found.length) return null;
    const today = new Date().toISOString().slice(0, 10);
    const named = ([title, url, type]) => ({ title, url, type }), each = key => {
      const seen = new Set();
      return found.flatMap(a => a[key]).filter(n => !seen.has(n[1]) && seen.add(n[1]));
    };
    const next = each('meetings').filter(m => m[2] >= today).sort((a, b) => a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)[0];
    return {
      topic: each('topics').map(named)[0] ?? null, groups: each('groups').slice(0, 6).map(named), roles: each('roles').slice(0, 6).map(named),
      contact: each('contacts').map(named)[0] ?? null, meeting: next ? { title: next[0], url: next[1], date: next[2] } : null,
    };
  }

  async suggest(text) {
    const { results } = await this.search(text, { limit: 7, facets: false, answer: false });
    return results.map(({ title, url, typeLabel }) => ({ text: title, url, typeLabel }));
  }
}

// The `many` pages with the highest scores, best first, then by number.
function best(scores, many) {
  const ranked = [];
  for (let page = 0; page < scores.length; page++) {
    const score = scores[page];
    if (!score || (ranked.length === many && score <= ranked[many - 1].score)) continue;
    let at = ranked.length === many ? many - 1 : ranked.length;
    for (; at > 0 && ranked[at - 1].score < score; at--) ranked[at] = ranked[at - 1];
    ranked[at] = { page, score };
  }
  return ranked;
}

function count(table, scores) {
  return Object.entries(table).map(([key, values]) => ({ key, values: Object.entries(values)
    .map(([value, own]) => ({ value, label: value, count: own.reduce((n, page) => n + (scores[page] > 0), 0) }))
    .filter(v => v.count).sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)) })).filter(f => f.values.length);
}

// What to look for in a text: the forms of the words that were found, and for each the place in the query of the word it
// answers. Of an unfinished word, which may have very many, only as much as was typed.
function hitFinder(matches, words) {
  const asked = new Map();
  matches.forEach(({ kind, terms, first = [], last = [] }, i) => {
    for (const { entry } of [...terms, ...first, ...last]) for (const form of entry.forms) {
      const text = kind === 'prefix' && fold(form).startsWith(fold(words[i])) ? form.slice(0, words[i].length) : form;
      if (!asked.has(text)) asked.set(text, i);
    }
  });
  const longestFirst = [...asked.keys()].sort((a, b) => b.length - a.length);
  return longestFirst.length ? { asked, pattern: new RegExp(longestFirst.join('|'), 'g') } : null;
}

const isLetter = c => c !== undefined && letterPattern.test(c);

// Where a text has what is looked for: at the beginning of a word, or at its end, as parts of compounds are.
function* hitsIn(text, { asked, pattern }) {
  const low = text.toLowerCase();
  if (low.length !== text.length) return;
  pattern.lastIndex = 0;
  for (let m; (m = pattern.exec(low));) {
    const from = m.index, to = from + m[0].length, begins = !isLetter(low[from - 1]), ends = !isLetter(low[to]);
    if ((begins && ends) || ((begins || ends) && to - from >= 4)) yield { from, to, word: asked.get(m[0]) };
  }
}

// The sentence with most of the words asked for; the first that has all of them is as good as any later.
function excerptOf([lead, , body], finder, enough) {
  let best = null, open = null;
  const sentenceEnd = /[.!?]+(?=\s|$)|$/g;
  if (finder) for (const hit of hitsIn(body, finder)) {
    if (!open || hit.from >= open.end) {
      let begin = open?.end ?? 0, end = begin;
      for (sentenceEnd.lastIndex = begin; end <= hit.from;) {
        begin = end;
        const m = sentenceEnd.exec(body);
        end = m.index + m[0].length;
        if (m[0] === '') break;
      }
      open = { begin, end, hits: [], words: new Set() };
    }
    open.hits.push(hit);
    open.words.add(hit.word);
    if (!best || open.words.size > best.words.size) best = open;
    if (hit.from - best.begin > excerptLength && best.words.size >= enough) break;
  }
  if (!best) return [{ text: lead.slice(0, excerptLength), hit: false }].filter(part => part.text);
  // A long sentence, or a table that has none, is begun somewhat before its first hit.
  let begin = best.begin + body.slice(best.begin).search(/\S|$/);
  const late = best.hits[0].to - begin > excerptLength;
  if (late) begin = body.indexOf(' ', best.hits[0].from - 60) + 1;
  const end = Math.min(best.end, begin + excerptLength), parts = late ? [{ text: '… ', hit: false }] : [];
  const push = (from, to, hit) => { if (from < to) parts.push({ text: body.slice(from, to), hit }); };
  let at = begin;
  for (const { from, to } of best.hits) {
    if (from < at || to > end) continue;
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, end, false);
  return parts;
}

async function unpack(file) {
  const packed = file.includes('"') ? file.slice(file.indexOf(',"') + 2, file.lastIndexOf('"')) : file;
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function openSearch(base, options = {}) {
  const load = options.load ?? (async name => {
    const answer = await fetch(base + name + '.js', name === 'root' ? { cache: 'no-cache' } : {});
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.text();
  });
  const kept = new Map();
  const files = {
    get(name, read) {
      if (!kept.has(name)) kept.set(name, Promise.resolve(load(name)).then(unpack).then(read).catch(cause => {
        kept.delete(name);
        throw new SearchUnavailable(name, cause);
      }));
      return kept.get(name);
    },
  };
  return new Engine(files, await files.get('root', bytes => JSON.parse(new TextDecoder().decode(bytes))));
}

// The same for whoever brings a fetch of their own, with addresses and scores only: comparisons of search engines.
export async function open({ base = '', fetch }) {
  const engine = await openSearch(base, { load: async name => (await fetch(base + name + '.js')).text() });
  return {
    search: async query => (await engine.search(query, { facets: false, answer: false })).results.map(({ url, score }) => ({ url, score })),
  };
}
