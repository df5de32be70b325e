"""Whether a built site says what the corpus' expected.json says it must: pages, feeds, links, backlinks."""
import re
import tomllib
from urllib.parse import unquote

FEEDS = {"knav": "feed.xml", "hugo": "index.xml"}
WIKI = re.compile(r"\[\[([^\]|]+)")
SITEMAP = re.compile(r"<loc>https?://[^/]+/([^<]*)</loc>")
HREF = re.compile(r'href="(?:https://example\.org)?/([^"#]*)')


def id_of(source, root):
    path = str(source.relative_to(root / "content"))[:-3]
    return re.sub(r"(^|/)_?index$", "", path)


def page_of(out, source, root):
    return out / id_of(source, root) / "index.html"


def targets(html):
    return {unquote(target).strip("/") for target in HREF.findall(html)}


def pointers(source):
    """(wiki links of the text, pages named in front matter)."""
    _, front_matter, body = source.read_text(encoding="utf-8").split("+++\n", 2)
    values = tomllib.loads(front_matter)
    named = [member["person"] for member in values.get("members", []) if "person" in member]
    return WIKI.findall(body), named + values.get("groups", []) + ([values["npo"]] if "npo" in values else [])


def problems(tool, out, root, expected):
    """Sentences; none if all is well."""
    sources = sorted(root.glob("content/**/*.md"))
    missing = [f"no page {id_of(source, root)}" for source in sources if not page_of(out, source, root).is_file()]
    if missing:
        return missing
    return [*link_problems(out, root, sources, expected), *count_problems(tool, out, expected)]


def sitemaps(out):
    """The texts that hold addresses of pages: the sitemap, or those that it lists when there are too many for one."""
    text = (out / "sitemap.xml").read_text(encoding="utf-8")
    if "<sitemapindex" not in text:
        return [text]
    return [(out / path).read_text(encoding="utf-8") for path in SITEMAP.findall(text)]


def count_problems(tool, out, expected):
    found = []
    feeds = len(list(out.glob(f"**/{FEEDS[tool]}")))
    wanted = 1 + expected["by_type"]["rmpo"]  # the site's, and one for each group that has meetings or news
    if feeds != wanted:
        found.append(f"{feeds} feeds instead of {wanted}")
    addresses = sum(text.count("<loc>") for text in sitemaps(out))
    if addresses < expected["pages"]:
        found.append(f"{addresses} addresses in the sitemap instead of {expected['pages']}")
    return found


def link_problems(out, root, sources, expected):
    """Every link of every page is a link on it, and the pages most linked to link back to all that point at them."""
    found, links, pointing = [], 0, {}
    for source in sources:
        wiki, named = pointers(source)
        links += len(wiki)
        page = id_of(source, root)
        for target in {*wiki, *named} - {page}:
            pointing.setdefault(target, set()).add(page)
        html = page_of(out, source, root).read_text(encoding="utf-8")
        lost = {*wiki, *named} - targets(html)
        if lost or "[[" in html:
            found.append(f"{page} lacks links: {', '.join(sorted(lost))}")
    if links != expected["wiki_links"]:
        found.append(f"{links} wiki links in the sources instead of {expected['wiki_links']}")
    if sum(map(len, pointing.values())) != expected["backlink_pairs"]:
        found.append(f"{sum(map(len, pointing.values()))} backlinks in the sources instead of {expected['backlink_pairs']}")
    for page in expected["most_linked"]:
        lost = pointing[page["path"]] - targets((out / page["path"] / "index.html").read_text(encoding="utf-8"))
        if lost:
            found.append(f"{page['path']} does not link back to {len(lost)} of {page['from_pages']} pages, as {min(lost)}")
    return found
