"""The site that the pushes are made to: a few types, five editors and a coordinator, and one page with locked parts."""
from pathlib import Path

SCHEMA = {
    "group": '''label = "Grupp"
plural = "Grupper"
path = "grupper/{slug}/_index.md"
children = ["plan", "meeting"]
editors = ["editor"]
[fields.npo]
kind = "string"
editors = ["coordinator"]
[fields.mirror]
kind = "reference"
to = ["group"]
inverse = "mirrors"
[fields.summary]
max = 300
[fields.members]
kind = "list"
display = "seats"
[fields.members.item]
role = { kind = "enum", values = ["ordförande", "ledamot"] }
person = { kind = "string" }
mandate = { kind = "string", editors = ["coordinator"] }
to = { kind = "date" }
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag" }
required = true
editors = ["coordinator"]
[[sections]]
id = "insatser"
heading = { sv = "Insatser" }
[[sections]]
id = "mal"
heading = { sv = "Mål" }
editors = ["coordinator"]
[[sections]]
id = "kontakt"
heading = { sv = "Kontakt" }
max_words = 2000
''',
    "plan": '''label = "Plan"
plural = "Planer"
path = "**/planer/{slug}.md"
editors = ["editor"]
other_sections = true
sections_in_order = false
[fields.owner]
kind = "reference"
to = ["group"]
inverse = "plans"
[fields.year]
kind = "integer"
min = 2000
''',
    "meeting": '''label = "Möte"
plural = "Möten"
path = "**/moten/{slug}.md"
editors = ["editor"]
other_sections = true
sections_in_order = false
''',
    "page": '''label = "Sida"
plural = "Sidor"
path = "**"
editors = ["coordinator"]
other_sections = true
sections_in_order = false
''',
}

POLICY = '''[[editors]]
id = "chef"
name = "Förvaltningen"
emails = ["chef@example.org"]
grants = [ { role = "admin", scope = "**" } ]
[[editors]]
id = "samordning"
name = "Samordningen"
emails = ["samordning@example.org"]
grants = [ { role = "coordinator", scope = "**" } ]
[[editors]]
id = "ett"
name = "Grupp ett"
emails = ["ett@example.org", "ett.igen@example.org"]
grants = [ { role = "editor", scope = "grupper/ett/**" } ]
[[editors]]
id = "tva"
name = "Grupp två"
emails = ["tva@example.org"]
language = "en"
grants = [ { role = "editor", scope = "grupper/tva/**" } ]
[[editors]]
id = "anna"
name = "Anna"
emails = ["anna@example.org"]
person = "personer/anna"
[[editors]]
id = "slutat"
name = "Slutat"
emails = ["slutat@example.org"]
grants = [ { role = "editor", scope = "grupper/ett/**", to = 2020-12-31 } ]
[[rights]]
role = "editor"
seats = ["ordförande"]
of = ["group"]
pages = ["plan"]
through = "owner"
'''

GROUP = '''+++
title = "Ett"
npo = "npo/ett"
summary = "Grupp ett."

[[members]]
role = "ordförande"
person = "personer/anna"
mandate = "Östergötland"
+++

Ingress.

## Uppdrag

Det här är *uppdraget*: se [planen][plan] och [[rosten]], och **RMPO**.

## Insatser

Vi gör saker.

[plan]: /grupper/ett/planer/a/

## Mål

Målet, med bilden ![Kurvan](kurva.png).

### Delmål

Ett delmål.

## Kontakt

Ring.
'''

PAGES = {
    "content/site.toml": 'title = "Prov"\nbase_url = "https://prov.example.org/"\nlanguage = "sv"\ntheme = "navet"\n',
    "content/_index.md": '+++\ntitle = "Start"\n+++\n\nVälkommen.\n',
    "content/grupper/_index.md": '+++\ntitle = "Grupper"\n+++\n\nAlla grupper.\n',
    "content/grupper/ett/_index.md": GROUP,
    "content/grupper/ett/kurva.png": "\x89PNG\r\n bild",
    "content/grupper/ett/planer/a.md": '+++\ntitle = "Plan a"\nowner = "grupper/ett"\n+++\n\n## Fritt\n\nText.\n',
    "content/grupper/ett/moten/m.md": '+++\ntitle = "Möte m"\n+++\n\nBeslut.\n',
    "content/grupper/tva/_index.md":
        '+++\ntitle = "Rosten"\nnpo = "npo/tva"\naliases = ["/gamla-tva/"]\nmirror = "grupper/ett"\n+++\n\nIngress två.\n\n'
        '## Uppdrag\n\nTvåans uppdrag.\n\n## Kontakt\n\nSkriv.\n',
    "content/grupper/tva/planer/b.md": '+++\ntitle = "Plan b"\nowner = "grupper/tva"\n+++\n\nText b.\n',
}


def files(project):
    """Every file of the site, by path, as bytes."""
    made = {f"schema/{name}.toml": text.encode() for name, text in SCHEMA.items()}
    made["schema/editors.toml"] = POLICY.encode()
    made.update({path: text.encode("latin-1") if path.endswith(".png") else text.encode() for path, text in PAGES.items()})
    themes = Path(project) / "themes"
    made.update({"themes/" + str(path.relative_to(themes)): path.read_bytes()
                 for path in sorted(themes.rglob("*")) if path.is_file() and "starter" not in path.parts})
    return made
