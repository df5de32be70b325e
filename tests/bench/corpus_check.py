"""Whether a built site says what the corpus' expected.json says it must: pages, feeds, links, backlinks."""
import re
from urllib.parse import unquote

BACKLINKS = {
    "knav": re.compile(r'<section[^>]*id="lankar-hit".*?</section>', re.S),
    "hugo": re.compile(r"<section><h2>Länkar hit</h2>.*?</section>", re.S),
}
FEEDS = {"knav": "feed.xml", "hugo": "index.xml"}
WIKI = re.compile(r"\[\[([^\]|]+)")
HREF = re.compile(r'href="(?:https://example\.org)?/([^"#]*)')


def id_of(source, root):
    path = str(source.relative_to(root / "content"))[:-3]
    return re.sub(r"(^|/)_?index$", "", path)


def page_of(out, source, root):
    return out / id_of(source, root) / "index.html"


def targets(html):
    return {unquote(target).strip("/") for target in HREF.findall(html)}


def problems(tool, out, root, expected):
    """Sentences; none if all is well."""
    found = []
    sources = sorted(root.glob("content/**/*.md"))
    missing = [id_of(source, root) for source in sources if not page_of(out, source, root).is_file()]
    found += [f"no page {page}" for page in missing]
    if missing:
        return found
    found += link_problems(out, root, sources, expected)
    found += backlink_problems(tool, out, expected)
    feeds = len(list(out.glob(f"**/{FEEDS[tool]}")))
    if feeds < expected["sections_for_feeds"]["total"]:
        found.append(f"{feeds} feeds instead of {expected['sections_for_feeds']['total']}")
    addresses = (out / "sitemap.xml").read_text(encoding="utf-8").count("<loc>")
    if addresses < expected["pages"]:
        found.append(f"{addresses} addresses in the sitemap instead of {expected['pages']}")
    return found


def link_problems(out, root, sources, expected):
    """Every wiki link of every page is a link on it."""
    found, links = [], 0
    for source in sources:
        body = source.read_text(encoding="utf-8").split("\n+++\n", 1)[1]  # [[members]] is TOML's
        wanted = WIKI.findall(body)
        links += len(wanted)
        html = page_of(out, source, root).read_text(encoding="utf-8")
        lost = set(wanted) - targets(html)
        if lost or "[[" in html:
            found.append(f"{id_of(source, root)} lacks links: {', '.join(sorted(lost))}")
    if links != expected["wiki_links"]:
        found.append(f"{links} wiki links in the sources instead of {expected['wiki_links']}")
    return found


def backlink_problems(tool, out, expected):
    found = []
    for page in expected["most_linked"]:
        html = (out / page["path"] / "index.html").read_text(encoding="utf-8")
        section = BACKLINKS[tool].search(html)
        pages = len(targets(section[0])) if section else 0
        if pages != page["from_pages"]:
            found.append(f"{page['path']} has {pages} backlinks instead of {page['from_pages']}")
    return found
