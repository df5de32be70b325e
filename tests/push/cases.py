"""The pushes, as data: who, what they change, and what becomes of it. `refused` names every ground that must be told; a case
without is one that must go through. A change may give back the words for `git push`."""
from dataclasses import dataclass
from typing import Callable

GROUP = "content/grupper/ett/_index.md"
OTHER = "content/grupper/tva/_index.md"
PLAN = "content/grupper/ett/planer/a.md"
MEETING = "content/grupper/ett/moten/m.md"
ALL = []


@dataclass
class Case:
    name: str
    who: str
    change: Callable
    refused: tuple = ()
    way: str = "ssh"
    email: str = None
    says: tuple = ()
    diagnostics: bool = False


def case(name, who, change, *refused, **more):
    ALL.append(Case(name, who, change, refused, **more))


def swap(path, old, new):
    return lambda p, w, b: p.replace(path, old, new).commit() and None


def add(path, text):
    return lambda p, w, b: p.write(path, text).commit() and None


def gone(*paths):
    def change(p, w, b):
        for path in paths:
            p.remove(path)
        p.commit()
    return change


def page(title="Ny", body="", more=""):
    return f'+++\ntitle = "{title}"\n{more}+++\n\n{body}'


# ---- what ordinary people do

case("own section", "ett", swap(GROUP, "Vi gör saker.", "Vi gör **andra** saker."))
case("own section over http", "ett", swap(GROUP, "Vi gör saker.", "Vi gör annat."), way="http")
case("own field", "ett", swap(GROUP, "Grupp ett.", "Gruppen."))
case("own lead", "ett", swap(GROUP, "Ingress.", "En ny ingress."))
case("both own addresses", "ett", swap(GROUP, "Ring.", "Skriv."), email="ett.igen@example.org")
case("address in other case", "ett", swap(GROUP, "Ring.", "Skriv."), email="Ett@Example.org")
case("coordinator changes a locked section", "samordning", swap(GROUP, "Ett delmål.", "Två delmål."))
case("coordinator over http", "samordning", swap(GROUP, "npo/ett", "npo/nytt"), way="http")
case("admin changes the schema", "chef", swap("schema/plan.toml", "min = 2000", "min = 1990"))
case("admin changes the theme's words", "chef", swap("themes/navet/i18n/sv.toml", "Ansvarig för webbplatsen", "Ansvar"))
case("admin adds an editor", "chef", lambda p, w, b: p.write("schema/editors.toml", (p.place / "schema/editors.toml").read_text()
     + '\n[[editors]]\nid = "ny"\nname = "Ny"\nemails = ["ny@example.org"]\n').commit() and None)
case("new plan below the own group", "ett", add("content/grupper/ett/planer/ny.md", page(more='owner = "grupper/ett"\n')))
case("new meeting with emoji, table and tasks", "ett", add("content/grupper/ett/moten/n.md", page(
    body="## Närvarande 👩‍⚕️\n\n| a | b |\n|---|--:|\n| 1 | 2 🏥 |\n\n- [x] klart\n- [ ] inte\n\n> citat\n\n```\nkod\n## inte en rubrik\n```\n")))
case("a page may be large", "ett", add("content/grupper/ett/moten/stor.md", page(
    body="".join(f"## Punkt {n}\n\n" + "Ord och ord. " * 400 + "\n\n" for n in range(150)))))
case("a file beside the page", "ett", add("content/grupper/ett/lista.csv", "a,b\n1,2\n"))
case("removing an own plan", "ett", gone("content/grupper/ett/planer/a.md"))
case("moving an own meeting", "ett", lambda p, w, b: p.write("content/grupper/ett/moten/flyttat.md", page(
    "Möte m", "Beslut.\n", 'aliases = ["/grupper/ett/moten/m/"]\n')).remove(MEETING).commit() and None)
case("chair edits the plan by seat", "anna", swap(PLAN, "Text.", "Annas text."))
case("lines broken anew in a locked section", "ett", swap(GROUP, "Det här är *uppdraget*: se", "Det här är\n_uppdraget_: se"))
case("front matter in another order and other quotes", "ett", swap(
    GROUP, 'title = "Ett"\nnpo = "npo/ett"\nsummary = "Grupp ett."', "summary = 'Grupp ett.'\ntitle = '''Ett'''\nnpo = 'npo/ett'"))
case("one section of one's own past another", "ett", swap(PLAN, "## Fritt\n\nText.\n", "## Nytt\n\nA.\n\n## Fritt\n\nText.\n"))
case("an own alias", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/grupper/ett/tidigare/"]'))
case("a dead link is told and taken", "ett", swap(GROUP, "Vi gör saker.", "Vi gör [[ingen-sida]]."), says=("link-unknown",))
case("English for who wants it", "tva", swap(OTHER, "Skriv.", "Skriv [[ingen]]."), says=("taken",))


def many_commits(p, w, b):
    for n in range(40):
        p.write("content/grupper/ett/moten/m.md", page("Möte m", f"Beslut {n}.\n")).commit()


case("forty commits", "ett", many_commits)


def newer_main(p, w, b, change=None):
    """Somebody else publishes meanwhile; gives that person."""
    other = w.person(b, "tva", "ssh")
    (change or (lambda o: o.replace(OTHER, "Skriv.", "Skriv oftare.")))(other)
    other.commit()
    status, said = other.push()
    assert status == 0, said
    return other


def merged(p, w, b):
    newer_main(p, w, b)
    p.replace(GROUP, "Ring.", "Ring alltid.").commit()
    p.git("fetch", "-q", p.url, "main")
    p.git("merge", "-q", "--no-edit", "FETCH_HEAD")


def rebased(p, w, b):
    newer_main(p, w, b)
    p.replace(GROUP, "Ring.", "Ring alltid.").commit()
    p.git("fetch", "-q", p.url, "main")
    p.git("rebase", "-q", "FETCH_HEAD")


def merged_often(p, w, b):
    for n in range(3):
        other = w.person(b, "tva", "ssh")
        other.git("pull", "-q", "--ff-only", other.url, "main")
        other.write("content/grupper/tva/planer/b.md", page("Plan b", f"Omgång {n}.\n", 'owner = "grupper/tva"\n')).commit()
        assert other.push()[0] == 0
        p.write(MEETING, page("Möte m", f"Beslut {n}.\n")).commit()
        p.git("fetch", "-q", p.url, "main")
        p.git("merge", "-q", "--no-edit", "FETCH_HEAD")


def own_branches_merged(p, w, b):
    p.git("checkout", "-q", "-b", "sida")
    p.replace(GROUP, "Ring.", "Ring alltid.").commit()
    p.git("checkout", "-q", "main")
    p.write(MEETING, page("Möte m", "Nya beslut.\n")).commit()
    p.git("merge", "-q", "--no-edit", "--no-ff", "sida")


case("a merge of the newer main", "ett", merged)
case("a rebase on the newer main", "ett", rebased)
case("merges of main again and again", "ett", merged_often)
case("own branches merged", "ett", own_branches_merged)
case("own branches merged, over http", "ett", own_branches_merged, way="http")
case("own proposal", "ett", lambda p, w, b: p.replace(GROUP, "Ett delmål.", "Förslag.").commit() and ("HEAD:refs/heads/forslag/ett/1",))
case("a proposal goes on", "ett", lambda p, w, b: (p.replace(GROUP, "Ett delmål.", "Förslag.").commit(),
     p.push("HEAD:refs/heads/forslag/ett/7"), p.replace(GROUP, "Förslag.", "Bättre.").commit()) and ("HEAD:refs/heads/forslag/ett/7",))
case("a proposal taken back", "ett", lambda p, w, b: (p.commit(), p.push("HEAD:refs/heads/forslag/ett/1")) and (":refs/heads/forslag/ett/1",))
case("change and proposal together", "ett", lambda p, w, b: p.replace(GROUP, "Ring.", "Skriv.").commit() and
     ("HEAD:refs/heads/main", "HEAD:refs/heads/forslag/ett/1"))

# ---- sections and fields of others

case("locked section", "ett", swap(GROUP, "Ett delmål.", "Mitt."), "section-closed")
case("locked section over http", "ett", swap(GROUP, "Ett delmål.", "Mitt."), "section-closed", way="http")
case("another's page", "ett", swap(OTHER, "Skriv.", "Nej."), "section-closed")
case("locked field", "ett", swap(GROUP, "npo/ett", "npo/annat"), "field-closed")
case("locked field removed", "ett", swap(GROUP, 'npo = "npo/ett"\n', ""), "field-closed")
case("locked column", "ett", swap(GROUP, "Östergötland", "Kalmar"), "field-closed")
case("one of many", "ett", lambda p, w, b: p.replace(GROUP, "Ring.", "Skriv.").replace(GROUP, "*uppdraget*", "inget").commit() and None, "section-closed")
case("the chair may edit plans, not the group", "anna", swap(GROUP, "Ring.", "Nej."), "section-closed")
case("the chair of another group", "anna", swap("content/grupper/tva/planer/b.md", "Text b.", "Nej."), "section-closed")
case("right that has ended", "slutat", swap(GROUP, "Ring.", "Nej."), "section-closed")
case("reference definition turned", "ett", swap(GROUP, "[plan]: /grupper/ett/planer/a/", "[plan]: https://example.com/"), "section-closed")
case("reference definition put before", "ett", swap(GROUP, "Ingress.", "Ingress.\n\n[plan]: https://example.com/"), "section-closed")
case("reference definition removed", "ett", swap(GROUP, "[plan]: /grupper/ett/planer/a/\n", ""), "section-closed")
case("picture of a locked section", "ett", add("content/grupper/ett/kurva.png", b"\x89PNG\r\n annan"), "resource-closed")
case("picture of a locked section removed", "ett", gone("content/grupper/ett/kurva.png"), "resource-closed")
case("file beside another's page", "ett", add("content/grupper/tva/lista.csv", "a\n"), "resource-closed")
case("anchor of another's subheading", "ett", swap(GROUP, "Vi gör saker.", "### Delmål\n\nVi gör saker."), "section-closed")
case("subheading named as a section", "ett", swap(GROUP, "Ingress.", "### Uppdrag\n\nMitt."), "anchor-taken")

# ---- headings

case("swallowed by a code block", "ett", swap(GROUP, "Vi gör saker.", "```\nVi gör saker."), "section-gone")
case("swallowed by an html block", "ett", swap(GROUP, "Vi gör saker.", "<!-- Vi gör saker."), "section-gone")
case("swallowed by a list", "ett", swap(GROUP, "## Mål", "- punkt\n\n  ## Mål"), "section-gone")
case("renamed heading", "ett", swap(GROUP, "## Mål", "## Målen"), "section-gone")
case("heading one level down", "ett", swap(GROUP, "## Mål", "### Mål"), "section-gone")
case("own heading removed, text falls to another", "ett", swap(GROUP, "## Kontakt\n", ""), "section-closed")
case("another's heading removed", "ett", swap(GROUP, "## Mål\n", ""), "section-gone")
case("heading split in two", "ett", swap(GROUP, "Ett delmål.", "## Kontakt\n\nEtt delmål."), "page-unreadable")
case("doubled heading", "ett", swap(GROUP, "Ring.", "Ring.\n\n## Uppdrag\n\nMitt."), "page-unreadable")
case("look-alike heading", "ett", swap(GROUP, "Ring.", "Ring.\n\n## Uppdr\u0430g\n\nMitt."), "heading-disguised")
case("heading with an invisible character", "ett", swap(GROUP, "## Kontakt", "## Kon\u200btakt"), "heading-disguised")
case("setext heading swallows the next", "ett", swap(GROUP, "Vi gör saker.\n\n[plan]: /grupper/ett/planer/a/\n\n## Mål\n",
     "Vi gör saker.\n\n[plan]: /grupper/ett/planer/a/\n\nEget\nMål\n---\n"), "section-gone")
case("locked section moved", "ett", lambda p, w, b: p.write(GROUP, (lambda t: t[:t.index("## Uppdrag")] + t[t.index("## Mål"):t.index("## Kontakt")]
     + t[t.index("## Uppdrag"):t.index("## Mål")] + t[t.index("## Kontakt"):])((p.place / GROUP).read_text())).commit() and None, "section-moved")
case("locked section given to a page that lacked it", "tva", swap(OTHER, "## Kontakt", "## Mål\n\nMina mål.\n\n## Kontakt"), "section-closed")

# ---- pages and addresses

case("new page in another's place", "ett", add("content/grupper/tva/planer/min.md", page()), "page-added")
case("new group", "ett", add("content/grupper/tre/_index.md", page(body="## Uppdrag\n\nX.\n")), "page-added")
case("page of a type that is no child", "ett", add("content/grupper/ett/fritt.md", page()), "page-added")
case("removing the group's page", "ett", gone(GROUP), "page-removed")
case("removing another's plan", "ett", gone("content/grupper/tva/planer/b.md"), "page-removed")
case("moving another's page here", "ett", lambda p, w, b: (p.git("mv", "content/grupper/tva/planer/b.md", "content/grupper/ett/planer/b.md"),
     p.commit()) and None, "page-removed")
case("moving an own page away", "ett", lambda p, w, b: (p.git("mv", PLAN, "content/grupper/tva/planer/a.md"), p.commit()) and None, "page-added")
case("one page in two forms", "samordning", add("content/grupper/ett/planer/a/_index.md", page()), "name-twin")
case("hiding the group", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\ndraft = true'), "page-hidden")
case("another's address as alias", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/grupper/tva/"]'), "address-taken")
case("another's address in capitals", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/Grupper/TVA"]'), "address-taken")
case("another's alias", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/gamla-tva/"]'), "alias-taken", diagnostics=True)
case("an alias in a folder of others", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/grupper/ettan/"]'), "address-taken")
case("an alias of the program's own", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\naliases = ["/oversikt/"]'), "alias-taken", diagnostics=True)
case("a name that turns others' links", "ett", add("content/grupper/ett/planer/rosten.md", page()), "link-turned")
case("another type than the place says", "ett", swap(PLAN, 'title = "Plan a"', 'title = "Plan a"\ntype = "group"'), "type-mismatch", diagnostics=True)

# ---- front matter and bytes

case("broken front matter", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett'), "page-unreadable", diagnostics=True)
case("front matter that never ends", "ett", lambda p, w, b: p.write(GROUP, (p.place / GROUP).read_text().replace("+++\n\nIngress", "\n\nIngress")).commit() and None, "page-unreadable", diagnostics=True)
case("front matter of another kind", "ett", lambda p, w, b: p.write(GROUP, (p.place / GROUP).read_text().replace("+++", "---")).commit() and None, "page-unreadable", diagnostics=True)
case("unknown key", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\nnpoo = "x"'), "key-unknown", diagnostics=True)
case("key written twice", "ett", swap(GROUP, 'title = "Ett"', 'title = "Ett"\ntitle = "Igen"'), "page-unreadable", diagnostics=True)
case("carriage returns", "ett", lambda p, w, b: p.write(PLAN, (p.place / PLAN).read_text().replace("\n", "\r\n")).commit() and None, "line-ending", diagnostics=True)
case("direction override", "ett", swap(PLAN, "Text.", "Te\u202ext."), "control-character", diagnostics=True)
case("not UTF-8", "ett", lambda p, w, b: p.write(PLAN, (p.place / PLAN).read_text().encode() + b"\xff\n").commit() and None, "page-unreadable", diagnostics=True)
case("raw html", "ett", swap(PLAN, "Text.", "<script>alert(1)</script>"), "raw-html", diagnostics=True)
case("javascript link", "ett", swap(PLAN, "Text.", "[x](javascript:alert(1))"), "link-scheme", diagnostics=True)
case("schema broken by the content", "ett", lambda p, w, b: p.replace(PLAN, "Text.", "Text.\n").replace(PLAN, 'owner = "grupper/ett"', 'owner = "grupper/inte"\nyear = 12').commit() and None,
     "reference-unknown", "field-range", diagnostics=True)
case("required section missing in a new page", "samordning", add("content/grupper/tre/_index.md", page()), "section-missing", diagnostics=True)
case("a page others refer to", "samordning", gone(GROUP, PLAN), "reference-unknown", diagnostics=True)
case("a page over the limit", "ett", add("content/grupper/ett/moten/stor.md", page(body="Ord. " * 500_000)), "size-over")
case("a table that is too wide", "ett", add("content/grupper/ett/moten/bred.md", page(body="|a" * 3000 + "|\n" + "|-" * 3000 + "|\n")), "table-too-large", diagnostics=True)

# ---- files

case("symlink", "ett", lambda p, w, b: p.entry("120000", "content/grupper/ett/moten/l.md", b"/etc/passwd") and None, "file-kind")
case("symlink by an admin", "chef", lambda p, w, b: p.entry("120000", "content/grupper/ett/moten/l.md", b"/etc/passwd") and None, "file-kind")
case("executable page", "ett", lambda p, w, b: p.entry("100755", "content/grupper/ett/moten/x.md", page().encode()) and None, "file-kind")
case("submodule", "ett", lambda p, w, b: (p.git("update-index", "--add", "--cacheinfo", "160000," + "1" * 40 + ",content/grupper/ett/moten/s"),
     p.git("commit", "-q", "-m", "x")) and None, "file-kind")
case("gitattributes", "ett", add("content/grupper/ett/.gitattributes", "* filter=x\n"), "name-closed")
case("gitattributes by an admin, at the top", "chef", add(".gitattributes", "* filter=x\n"), "name-closed")
case("htaccess", "chef", add("content/grupper/ett/.htaccess", "x\n"), "name-closed")
case("html file", "ett", add("content/grupper/ett/x.html", "<script>\n"), "resource-kind")
case("script in a picture", "ett", add("content/grupper/ett/x.svg", "<svg><script/></svg>\n"), "resource-kind")
case("html called pdf", "ett", add("content/grupper/ett/x.pdf", "<html>\n"), "resource-kind")
case("capitals in a name", "ett", add("content/grupper/ett/moten/Nytt.md", page()), "name-closed")
case("not NFC", "ett", add("content/grupper/ett/moten/mo\u0308te.md", page()), "name-closed")
case("line break in a name", "ett", add("content/grupper/ett/moten/a\nb.md", page()), "name-closed")
case("folder with another case", "ett", add("content/Grupper/ett/moten/n.md", page()), "name-closed")
case("empty folder", "ett", lambda p, w, b: p.tree_with("040000 tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\tcontent2") and None, "file-kind")
case("outside the site", "ett", add("Makefile", "all:\n"), "path-closed")
case("page outside the content", "samordning", add("docs/x.md", page()), "path-closed")



def bomb(p, w, b):
    digest = p.git("hash-object", "-w", "--stdin", data=b"0," * (15 << 20))
    for n in range(9):
        p.git("update-index", "--add", "--cacheinfo", f"100644,{digest},content/grupper/ett/t{n}.csv")
    p.git("commit", "-q", "-m", "x")


case("small when sent, large when unpacked", "ett", bomb, "object-unreadable")

# ---- policy

case("own grant", "ett", swap("schema/editors.toml", 'scope = "grupper/ett/**"', 'scope = "**"'), "path-closed")
case("grant and use", "ett", lambda p, w, b: p.replace("schema/editors.toml", 'scope = "grupper/ett/**"', 'scope = "**"').commit()
     .replace(OTHER, "Skriv.", "Mitt.").commit() and None, "path-closed", "section-closed")
case("coordinator at the policy", "samordning", swap("schema/editors.toml", 'scope = "grupper/ett/**"', 'scope = "**"'), "path-closed")
case("coordinator at the settings", "samordning", swap("content/site.toml", "Prov", "Annat"), "path-closed")
case("editor at the schema", "ett", swap("schema/group.toml", 'editors = ["coordinator"]', 'editors = ["editor"]'), "path-closed")
case("policy removed", "chef", gone("schema/editors.toml"), "policy-unreadable", diagnostics=True)
case("policy broken", "chef", swap("schema/editors.toml", 'role = "admin"', 'role = "admi"'), "policy-unreadable", diagnostics=True)
case("last admin gone", "chef", swap("schema/editors.toml", 'role = "admin"', 'role = "coordinator"'), "policy-without-admin")
case("theme broken", "chef", swap("themes/navet/templates/page.mustache", "{{", "{{#inte}}{{"), "template-syntax", diagnostics=True)
case("schema removed", "chef", gone("schema/plan.toml"), "policy-unreadable", diagnostics=True)

# ---- history

case("harm hidden and undone", "ett", lambda p, w, b: p.replace(GROUP, "Ett delmål.", "Mitt.").commit().replace(GROUP, "Mitt.", "Ett delmål.").commit() and None, "section-closed")


def evil_merge(p, w, b):
    merged(p, w, b)
    p.replace(GROUP, "Ett delmål.", "Mitt.").commit("--amend", "--no-edit")


def ours_merge(p, w, b):
    newer_main(p, w, b)
    p.replace(GROUP, "Ring.", "Ring alltid.").commit()
    p.git("fetch", "-q", p.url, "main")
    p.git("merge", "-q", "--no-edit", "-s", "ours", "FETCH_HEAD")


def old_merge(p, w, b):
    other = newer_main(p, w, b)
    p.replace(GROUP, "Ring.", "Ring alltid.").commit()
    p.git("fetch", "-q", p.url, "main")
    p.git("merge", "-q", "--no-edit", "-s", "ours", "FETCH_HEAD")
    other.write("content/grupper/tva/planer/b.md", page("Plan b", "Igen.\n", 'owner = "grupper/tva"\n')).commit()
    assert other.push()[0] == 0
    p.git("fetch", "-q", p.url, "main")
    p.git("merge", "-q", "--no-edit", "FETCH_HEAD")


def swapped_parents(p, w, b):
    ours_merge(p, w, b)
    tree, first, second = (p.git("rev-parse", word) for word in ("HEAD^{tree}", "HEAD^1", "HEAD^2"))
    p.git("reset", "-q", "--soft", p.git("commit-tree", tree, "-p", second, "-p", first, "-m", "x"))


case("harm in a merge", "ett", evil_merge, "section-closed")
case("merge that undoes what others published", "ett", ours_merge, "section-closed")
case("the same with the parents swapped", "ett", swapped_parents, "section-closed")
case("the same in an older merge", "ett", old_merge, "section-closed")
case("a root of its own", "ett", lambda p, w, b: (p.git("checkout", "-q", "--orphan", "ny"), p.commit(), p.git("checkout", "-q", "main"),
     p.git("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "--no-edit", "ny")) and None, "history-root")
case("rewritten history", "samordning", lambda p, w, b: (p.replace(GROUP, "Ring.", "Skriv.").commit(), p.push(),
     p.git("reset", "-q", "--hard", "HEAD~1"), p.replace(GROUP, "Ring.", "Annat.").commit()) and ("--force", "HEAD:refs/heads/main"), "ref-not-forward")
case("rewritten history by an admin", "chef", lambda p, w, b: (p.replace(GROUP, "Ring.", "Skriv.").commit(), p.push(),
     p.git("reset", "-q", "--hard", "HEAD~1"), p.replace(GROUP, "Ring.", "Annat.").commit()) and ("--force", "HEAD:refs/heads/main"), "ref-not-forward")

# ---- identity and refs

case("another's address", "ett", swap(GROUP, "Ring.", "Skriv."), "author-other", email="samordning@example.org")
case("an unknown address", "ett", swap(GROUP, "Ring.", "Skriv."), "author-other", email="x@example.com")
case("another's author", "ett", lambda p, w, b: (p.sign("tva@example.org", "Namn", "ett@example.org"), p.replace(GROUP, "Ring.", "Skriv.").commit()) and None, "author-other")
case("another's committer", "ett", lambda p, w, b: (p.sign("ett@example.org", "Namn", "tva@example.org"), p.replace(GROUP, "Ring.", "Skriv.").commit()) and None, "author-other")
case("another's name", "ett", lambda p, w, b: (p.sign("ett@example.org", "Samordningen"), p.replace(GROUP, "Ring.", "Skriv.").commit()) and None, "author-other")
case("another's name in look-alikes", "ett", lambda p, w, b: (p.sign("ett@example.org", "S\u0430mordningen"), p.replace(GROUP, "Ring.", "Skriv.").commit()) and None, "author-other")
case("somebody unknown", "ingen", swap(GROUP, "Ring.", "Skriv."), "pusher-unknown")
case("somebody unknown over http", "ingen", swap(GROUP, "Ring.", "Skriv."), "pusher-unknown", way="http")
case("who the client says it is", "ingen", lambda p, w, b: (p.environment.update(KNAV_USER="chef", REMOTE_USER="chef", GL_USER="chef"),
     p.commit()) and None, "pusher-unknown")
case("another branch", "chef", lambda p, w, b: p.commit() and ("HEAD:refs/heads/annan",), "ref-closed")
case("a tag", "chef", lambda p, w, b: (p.git("tag", "v1"), p.commit()) and ("v1",), "ref-closed")
case("notes", "chef", lambda p, w, b: (p.git("notes", "add", "-m", "x"),) and ("refs/notes/commits",), "ref-closed")
case("replacement objects", "chef", lambda p, w, b: p.commit() and ("HEAD:refs/replace/" + p.git("rev-parse", "HEAD~1"),), "ref-closed")
case("branch in other case", "chef", lambda p, w, b: p.commit() and ("HEAD:refs/heads/Main",), "ref-closed")
case("main removed", "chef", lambda p, w, b: (":refs/heads/main",), "ref-not-forward")
case("one good and one closed ref", "ett", lambda p, w, b: p.replace(GROUP, "Ring.", "Skriv.").commit() and ("HEAD:refs/heads/main", "HEAD:refs/heads/x"), "ref-closed")
case("another's proposal", "ett", lambda p, w, b: p.commit() and ("HEAD:refs/heads/forslag/tva/1",), "ref-closed")
case("proposal with an odd number", "ett", lambda p, w, b: p.commit() and ("HEAD:refs/heads/forslag/ett/01",), "ref-closed")
case("proposal below a proposal", "ett", lambda p, w, b: p.commit() and ("HEAD:refs/heads/forslag/ett/1/2",), "ref-closed")
case("proposal with a link in it", "ett", lambda p, w, b: p.entry("120000", "content/l.md", b"/etc/passwd") and ("HEAD:refs/heads/forslag/ett/1",), "file-kind")
case("proposal in another's name", "ett", swap(GROUP, "Ring.", "Skriv."), "author-other", email="tva@example.org")
case("proposal rewritten", "ett", lambda p, w, b: (p.commit(), p.push("HEAD:refs/heads/forslag/ett/1"), p.git("reset", "-q", "--hard", "HEAD~1"),
     p.replace(GROUP, "Ring.", "Skriv.").commit()) and ("--force", "HEAD:refs/heads/forslag/ett/1"), "ref-not-forward")
