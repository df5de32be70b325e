#!/usr/bin/env python3
"""Real pushes, over a forced command and over smart HTTP: each case is a change, who makes it, and what is to become of it.

    python3 tests/push/run.py [--knav FILE] [words of a case's name ...]

A refused push must say why (the name of the ground or rule), and leave every ref as it was; one that is taken must move
the ref that was pushed. Prints one line a failure and "N passed, N failed".
"""
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import cases
import flows
import provsite
import way

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent


class Person:
    """One person's clone, and what can be done in it. `way` is how it reaches the server."""

    def __init__(self, place, who, url, email=None):
        self.place = place
        self.who = who
        self.url = url
        self.environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
                            "GIT_SSH_COMMAND": str(HERE / "ssh.sh"), "GIT_SSH_VARIANT": "ssh", "LC_ALL": "C.UTF-8",
                            "GIT_TERMINAL_PROMPT": "0", "KNAV_USER": "chef", "REMOTE_USER": "chef"}
        self.sign(email or f"{who}@example.org", f"Namn {who}")

    def sign(self, email, name="Namn", committer=None):
        self.environment.update({"GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_NAME": name,
                                 "GIT_COMMITTER_EMAIL": committer or email, "GIT_COMMITTER_NAME": name})

    def git(self, *words, data=None, fails=False):
        made = subprocess.run(["git", *words], cwd=self.place, env=self.environment, input=data, capture_output=True,
                              check=False)
        if made.returncode and not fails:
            raise RuntimeError(f"git {' '.join(words)}: {made.stderr.decode()}")
        return made.stdout.decode(errors="replace").strip()

    def write(self, path, text):
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # it may be one file with the published clone's
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def replace(self, path, old, new):
        text = (self.place / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        return self.write(path, text.replace(old, new, 1))

    def remove(self, path):
        (self.place / path).unlink()
        return self

    def commit(self, *words):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Ändring", *words)
        return self

    def entry(self, mode, path, data=b"x"):
        """Commits one entry straight into the index, as no checkout would let a person make it."""
        digest = self.git("hash-object", "-w", "--stdin", data=data)
        self.git("update-index", "--add", "--cacheinfo", f"{mode},{digest},{path}")
        self.git("commit", "-q", "-m", "Ändring")
        return self

    def tree_with(self, lines):
        """Commits a tree of raw lines beside what the last commit's top holds."""
        top = self.git("ls-tree", "HEAD") + "\n" + lines + "\n"
        tree = self.git("mktree", "--missing", data=top.encode())
        commit = self.git("commit-tree", tree, "-p", "HEAD", "-m", "Ändring")
        self.git("reset", "-q", "--soft", commit)
        return self

    def push(self, *words):
        made = subprocess.run(["git", "push", self.url, *(words or ("HEAD:refs/heads/main",))], cwd=self.place,
                              env=self.environment, capture_output=True, check=False)
        return made.returncode, made.stderr.decode(errors="replace")


class World:
    """One server and one clone for each case."""

    def __init__(self, base, folder, knav, port):
        self.base = base
        self.folder = folder
        self.knav = knav
        self.port = port
        self.number = 0

    def fresh(self, how):
        self.number += 1
        bare = self.folder / f"s{self.number}.git"
        shutil.copytree(self.base / f"{how}.git", bare, copy_function=os.link)
        return bare

    def person(self, bare, who, how, email=None):
        place = self.folder / f"{bare.stem}-{who}-{len(list(self.folder.iterdir()))}"
        shutil.copytree(self.base / "clone", place, copy_function=os.link)
        url = f"ssh://{who}@prov{bare}" if how == "ssh" else f"http://{who}:x@127.0.0.1:{self.port}/{bare.name}"
        return Person(place, who, url, email)


def refs(bare):
    return subprocess.run(["git", "--git-dir", str(bare), "for-each-ref"], capture_output=True, check=True).stdout


def prepare(base, knav):
    """The published site in two bare repositories (one for each way in), and a clone of it."""
    clone = base / "clone"
    clone.mkdir(parents=True)
    chef = Person(clone, "chef", "")
    chef.git("init", "-q", "-b", "main", ".")
    for path, data in provsite.files(PROJECT).items():
        chef.write(path, data)
    chef.commit()
    chef.git("repack", "-q", "-a", "-d")
    chef.git("prune-packed")
    for how, identity in (("ssh", "ssh"), ("http", "http")):
        bare = base / f"{how}.git"
        subprocess.run(["git", "clone", "-q", "--bare", str(clone), str(bare)], check=True, capture_output=True)
        subprocess.run(["git", "--git-dir", str(bare), "remote", "remove", "origin"], check=True)
        subprocess.run(["git", "--git-dir", str(bare), "config", "http.receivepack", "true"], check=True)
        made = subprocess.run([knav, "hook", "install", "--repo", str(bare), "--identity", identity], capture_output=True,
                              text=True, check=False, env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
        if made.returncode:
            sys.exit(f"knav hook install: {made.stdout}{made.stderr}")


def run(world, case):
    """What went wrong with a case, or nothing."""
    bare = world.fresh(case.way)
    person = world.person(bare, case.who, case.way, case.email)
    arguments = case.change(person, world, bare) or ()
    before = refs(bare)
    status, said = person.push(*arguments)
    if case.refused:
        missing = [reason for reason in case.refused if f"[{reason}]" not in said]
        if status == 0:
            return f"was taken\n{said}"
        if missing:
            return f"does not say {missing}\n{said}"
        if refs(bare) != before:
            return "moved a ref"
        lines = [line for line in said.splitlines() if line.startswith("remote: ")]
        if "knav" not in lines[0]:
            return f"the answer begins otherwise\n{said}"
        if len(lines) > 20 and not case.diagnostics:
            return f"takes {len(lines)} lines to say so\n{said}"
        return None
    if status:
        return f"was refused\n{said}"
    if refs(bare) == before:
        return "moved no ref"
    missing = [word for word in case.says if word not in said]
    return f"does not say {missing}\n{said}" if missing else None


def main():
    words = sys.argv[1:]
    knav = str(PROJECT / "build" / "release" / "knav")
    if words[:1] == ["--knav"]:
        knav, words = words[1], words[2:]
    chosen = [case for case in cases.ALL if all(word in case.name for word in words)]
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="knav-push-") as folder:
        base, work = Path(folder) / "base", Path(folder) / "work"
        work.mkdir()
        prepare(base, knav)
        server, port = way.serve(work)
        world = World(base, work, knav, port)
        for case in chosen:
            try:
                fault = run(world, case)
            except Exception:  # a case that cannot be made is a failure like others
                fault = traceback.format_exc()
            if fault:
                failed += 1
                print(f"FAILED {case.name}: {fault}", flush=True)
            else:
                passed += 1
            for each in work.iterdir():
                shutil.rmtree(each)
        for flow in flows.ALL:
            if not all(word in flow.__name__ for word in words):
                continue
            try:
                flow(world)
                passed += 1
            except Exception:
                failed += 1
                print(f"FAILED {flow.__name__}: {traceback.format_exc()}", flush=True)
            for each in work.iterdir():
                shutil.rmtree(each)
        server.shutdown()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
