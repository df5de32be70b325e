#!/usr/bin/env python3
"""Times how knav reads a long history, beside `git log --name-only` of the same repository.

    python3 tests/bench/history.py [--pages 10000] [--commits 20000] [--runs 3] [--corpus FILE] [--knav PROGRAM]

`knav list` reads the site and its history and publishes nothing. Run with all of its memory, without what it remembers of
the commits, and without what it worked out from them, the differences are the walk and the working out. Before that, the
dates that knav gives the pages are held against those of the corpus.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import run as bench

PROJECT = bench.PROJECT


def seconds(command, root):
    started = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def prepare(base, arguments):
    root = base / "root"
    subprocess.run([sys.executable, arguments.corpus, "--pages", str(arguments.pages), "--git-commits",
                    str(arguments.commits), "--out", str(root)], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(bench.HERE / "site" / "schema", root / "schema")
    shutil.copytree(PROJECT / "themes", root / "themes")
    shutil.copy(bench.HERE / "site" / "site.toml", root / "content" / "site.toml")
    with open(root / ".git" / "info" / "exclude", "a", encoding="utf-8") as exclude:
        exclude.write("/schema/\n/themes/\n/content/site.toml\n")
    return root


def check_dates(root, knav):
    """A hundred pages, evenly spread: the time and the author of their last change."""
    lines = (root / "expected-git.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[:: max(1, len(lines) // 100)]:
        path, when, author, touches = line.split("\t")
        page = path.removeprefix("content/").removesuffix(".md").removesuffix("/_index").removesuffix("/index")
        if page in ("_index", "index"):
            page = "/"
        said = subprocess.run([knav, "log", page, "--lang", "en"], cwd=root, capture_output=True, text=True).stdout
        saves = [each for each in said.splitlines() if each[:1].isdigit()]
        day = time.strftime("%Y-%m-%d", time.gmtime(int(when) + 3600))
        summer = time.strftime("%Y-%m-%d", time.gmtime(int(when) + 7200))
        if not saves or saves[0][:10] not in (day, summer) or author not in saves[0] or len(saves) != int(touches):
            sys.exit(f"{page}: expected {touches} saves, the last by {author} on {day}, but knav says\n{said}")


def forget(root, *names):
    for name in names:
        (root / ".knav" / name).unlink(missing_ok=True)


def change_one(root, number):
    page = bench.edited_page(root)
    bench.change(page, number)
    subprocess.run(["git", "-C", root, "-c", "user.name=Bench", "-c", "user.email=bench@example.org", "commit", "-q", "-a",
                    "-m", "Ändring"], check=True)


def row(what, values):
    print(f"  {what:<52}{min(values) * 1000:9.0f} {statistics.median(values) * 1000:9.0f} {max(values) * 1000:9.0f}",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--corpus", default=os.environ.get("CORPUS", str(PROJECT.parent / "shared" / "bench" / "corpus.py")))
    parser.add_argument("--work")
    parser.add_argument("--knav", default=str(PROJECT / "build" / "release" / "knav"))
    arguments = parser.parse_args()
    arguments.knav = str(Path(arguments.knav).resolve())
    if not Path(arguments.corpus).is_file():
        sys.exit(f"bench: no corpus generator at {arguments.corpus}; say where it is with CORPUS=FILE")
    base = bench.work_folder(arguments.work, arguments.pages) / "history"
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    try:
        root = prepare(base, arguments)
        seconds([arguments.knav, "list"], root)
        check_dates(root, arguments.knav)
        times = {name: [] for name in ("git", "known", "walk", "past", "more")}
        for number in range(arguments.runs):
            times["git"].append(seconds(["git", "log", "--name-only", "--format=%H %at"], root))
            known = seconds([arguments.knav, "list"], root)
            times["known"].append(known)
            forget(root, "history")
            times["walk"].append(seconds([arguments.knav, "list"], root) - known)
            forget(root, "past")
            times["past"].append(seconds([arguments.knav, "list"], root) - known)
            change_one(root, number)
            times["more"].append(seconds([arguments.knav, "list"], root) - known)
        print(f"\n{arguments.pages} pages, {arguments.commits} commits, ms                            min    median       max")
        row("git log --name-only", times["git"])
        row("the first walk: all commits, pages followed", times["walk"])
        row("the first working out: all versions compared", times["past"])
        row("one commit more: its walk and its working out", times["more"])
        row("reading the site with all of it remembered", times["known"])
        ratio = statistics.median(times["walk"]) / statistics.median(times["git"])
        print(f"  the walk takes {ratio:.2f} times as long as git log --name-only\n", flush=True)
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
