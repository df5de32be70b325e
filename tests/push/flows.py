"""What takes several commands: a proposal from refusal to taken over, a range judged without a hook, a server that lost its
hook. Each is a function that raises when something is not as it should be."""
import os
import subprocess

from cases import GROUP


def knav(world, place, *words, environment=None):
    made = subprocess.run([world.knav, *words], cwd=place, capture_output=True, text=True, check=False,
                          env=environment or {"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
    return made.returncode, made.stdout + made.stderr


def expect(answer, status, *words):
    assert answer[0] == status, f"status {answer[0]}, not {status}:\n{answer[1]}"
    for word in words:
        assert word in answer[1], f"{word!r} is not in:\n{answer[1]}"


def proposal(world):
    """Refused, handed in, seen beside the present text, taken over by who is responsible, published."""
    bare = world.fresh("ssh")
    editor, owner = world.person(bare, "ett", "ssh"), world.person(bare, "samordning", "ssh")
    for person in (editor, owner):
        person.git("remote", "add", "origin", person.url)
        person.git("config", "user.email", f"{person.who}@example.org")
    editor.replace(GROUP, "Ett delmål.", "Ett <b> & bättre delmål.".replace("<b> & ", ""))
    expect(knav(world, editor.place, "propose", environment=editor.environment), 2, "commit")
    editor.commit()
    status, said = editor.push()
    assert status and "knav propose" in said, said
    expect(knav(world, editor.place, "propose", environment=editor.environment), 0, "ett/1")
    editor.replace(GROUP, "bättre", "ännu bättre").commit()
    expect(knav(world, editor.place, "propose", "--number", "1", environment=editor.environment), 0, "ett/1")
    expect(knav(world, editor.place, "propose", environment=editor.environment), 0, "ett/2")
    folder = owner.place.parent / "forslag"
    expect(knav(world, owner.place, "proposals", "--html", str(folder), environment=owner.environment), 0, "ett/1", "Mål",
           "Samordningen (samordning)")
    page = (folder / "ett-1.html").read_text(encoding="utf-8")
    for word in ("Ett delmål.", "Ett <ins>ännu bättre</ins> delmål.", "knav proposals --take ett/1", '<th scope="col">Nu</th>'):
        assert word in page, f"{word!r} is not in:\n{page}"
    assert "<script" not in page and "style=" not in page
    expect(knav(world, owner.place, "proposals", "--take", "ett/9", environment=owner.environment), 2, "ett/9")
    expect(knav(world, owner.place, "proposals", "--take", "ett/1", environment=owner.environment), 0)
    assert "Co-authored-by: Namn ett <ett@example.org>" in owner.git("log", "-1", "--format=%B")
    status, said = owner.push()
    assert status == 0, said
    published = subprocess.run(["git", "--git-dir", str(bare), "show", f"main:{GROUP}"], capture_output=True, text=True, check=True)
    assert "ännu bättre delmål" in published.stdout


def a_range(world):
    """The same judgement without a hook, as a forge's checks run it."""
    bare = world.fresh("ssh")
    person = world.person(bare, "ett", "ssh")
    start = person.git("rev-parse", "HEAD")
    person.replace(GROUP, "Ring.", "Skriv.").commit()
    expect(knav(world, person.place, "check", "--as", "ett", "--range", f"{start}..HEAD"), 0)
    expect(knav(world, person.place, "check", "--as", "tva", "--range", f"{start}..HEAD"), 1, "[author-other]")
    expect(knav(world, person.place, "check", "--as", "ingen", "--range", f"{start}..HEAD"), 1, "[pusher-unknown]")
    person.replace(GROUP, "Ett delmål.", "Mitt.").commit()
    expect(knav(world, person.place, "check", "--as", "ett", "--range", f"{start}..HEAD"), 1, "[section-closed]", "Samordningen")
    expect(knav(world, person.place, "check", "--as", "ett", "--range", "finns-inte..HEAD"), 2, "--range")


def questions(world):
    """Who may, in words and in a forge's form, and the policy's own tests."""
    bare = world.fresh("ssh")
    person = world.person(bare, "chef", "ssh")
    expect(knav(world, person.place, "who-may", "grupper/ett#mal"), 0, "coordinator", "samordning")
    expect(knav(world, person.place, "who-may", "grupper/ett#kontakt"), 0, "  ett  Grupp ett")
    expect(knav(world, person.place, "who-may", "grupper/ett/planer/a"), 0, "  anna  Anna")
    expect(knav(world, person.place, "who-may", "grupper/ett#kontackt"), 2, "kontakt")
    expect(knav(world, person.place, "export", "codeowners"), 0, "/content/grupper/ett/ ett@example.org",
           "/schema/ chef@example.org")
    cases = person.place / "policy.toml"
    cases.write_text('[[cases]]\nwho = "ett"\nunit = "grupper/ett#mal"\nmay = false\n[[cases]]\nwho = "slutat"\n'
                     'unit = "grupper/ett"\nmay = true\non = 2020-01-01\n', encoding="utf-8")
    expect(knav(world, person.place, "policy", "test", str(cases)), 0, "2 passed, 0 failed")
    cases.write_text('[[cases]]\nwho = "ett"\nunit = "grupper/ett#mal"\nmay = true\n', encoding="utf-8")
    expect(knav(world, person.place, "policy", "test", str(cases)), 1, "0 passed, 1 failed")


def a_server(world):
    """What keeps git from asking is seen: at install and later."""
    bare = world.fresh("ssh")
    hook = bare / "hooks" / "pre-receive"
    expect(knav(world, bare, "doctor", "--repo", str(bare)), 0, "✓")
    text = hook.read_text()
    hook.unlink()
    expect(knav(world, bare, "doctor", "--repo", str(bare)), 3, "✗")
    hook.write_text(text)  # not executable
    expect(knav(world, bare, "doctor", "--repo", str(bare)), 3, "chmod +x")
    hook.unlink()
    hook.write_text("#!/bin/sh\nexit 0\n")
    hook.chmod(0o755)
    expect(knav(world, bare, "doctor", "--repo", str(bare)), 3, "✗")
    expect(knav(world, bare, "hook", "install", "--repo", str(bare)), 2, "--force")
    expect(knav(world, bare, "hook", "install", "--repo", str(bare), "--force"), 0)
    subprocess.run(["git", "--git-dir", str(bare), "config", "core.hooksPath", "/nonexistent"], check=True)
    expect(knav(world, bare, "doctor", "--repo", str(bare)), 3, "core.hooksPath")
    refs = subprocess.run(["git", "--git-dir", str(bare), "for-each-ref"], capture_output=True, text=True, check=True).stdout
    assert "refs/knav" not in refs, refs


ALL = [proposal, a_range, questions, a_server]
