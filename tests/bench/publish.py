#!/usr/bin/env python3
"""Times publishing: one commit is pushed to a repository with many pages and commits, until readers see it.

    python3 tests/bench/publish.py [--pages 10000] [--commits 20000] [--runs 9] [--corpus FILE] [--work FOLDER]

Three times are told for each push: from the start of git's hook until the link points to the new release, until the
hook has ended, and how long the person who pushed waited. Before a time is trusted, what readers get at the end is
compared, file by file, with the same commit built from nothing.
"""
import argparse
import filecmp
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import run

IDENTITY = {"GIT_AUTHOR_NAME": "Prov", "GIT_AUTHOR_EMAIL": "prov@example.org", "GIT_COMMITTER_NAME": "Prov",
            "GIT_COMMITTER_EMAIL": "prov@example.org"}


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, env={**os.environ, **IDENTITY}, check=True, capture_output=True,
                          text=True).stdout.strip()


def prepare(work, pages, commits, corpus):
    """The author's working tree and the server's bare repository."""
    author = run.prepare(work, pages, corpus, ["--git-commits", str(commits)]) / "root"
    git(author, "add", "-A")
    git(author, "commit", "-qm", "Mallar och scheman")
    bare = work / "server.git"
    git(work, "clone", "-q", "--bare", str(author), str(bare))
    return author, bare


def push_timed(author, bare, www, hook_log):
    """(seconds until the switch, until the hook ended, until the push ended)"""
    began = time.time()
    git(author, "push", "-q", str(bare), "HEAD")
    ended = time.time()
    started, stopped = (float(line) for line in hook_log.read_text().split())
    switched = os.lstat(www / "current").st_ctime_ns / 1e9
    return switched - started, stopped - started, ended - began


def differing(left, right):
    """Paths that are not the same below two folders, the marks of knav's own apart."""
    def files(folder):
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != ".knav"}
    ours, theirs = files(left), files(right)
    _, differ, unreadable = filecmp.cmpfiles(left, right, ours & theirs, shallow=False)
    return sorted((ours ^ theirs) | set(differ) | set(unreadable))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--corpus", default=run.DEFAULT_CORPUS)
    parser.add_argument("--work", default=str(run.PROJECT / "build" / "bench-publish"))
    parser.add_argument("--knav", default=str(run.PROJECT / "build" / "release" / "knav"))
    arguments = parser.parse_args()
    if not Path(arguments.corpus).is_file():
        sys.exit(f"bench: no corpus generator at {arguments.corpus}; say where it is with CORPUS=FILE")
    work = Path(arguments.work).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        bench(work, arguments)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def bench(work, arguments):
    author, bare = prepare(work, arguments.pages, arguments.commits, arguments.corpus)
    www, hook_log = work / "www", work / "hook-times"
    began = time.time()
    subprocess.run([arguments.knav, "publish", "--repo", str(bare), "--to", str(www)], check=True, capture_output=True)
    print(f"publishing {arguments.pages} pages and {arguments.commits} commits from nothing: {time.time() - began:.1f} s")
    hook = bare / "hooks" / "post-receive"
    hook.write_text(f"#!/bin/sh\ndate +%s.%N >'{hook_log}'\n'{arguments.knav}' post-receive --to '{www}'\n"
                    f"date +%s.%N >>'{hook_log}'\n")
    hook.chmod(0o755)
    page = run.edited_page(author)
    times = []
    for number in range(arguments.runs + 3):
        word = run.change(page, number)
        git(author, "commit", "-qam", f"Ändring {number}")
        taken = push_timed(author, bare, www, hook_log)
        shown = run.corpus_check.page_of(www / "current", page, author).read_text(encoding="utf-8")
        if word not in shown:
            sys.exit(f"the push of {word} was not published")
        if number >= 3:  # the first releases have no older one to be made of
            times.append(taken)
    subprocess.run([arguments.knav, "build", "--root", str(author), "--output", str(work / "clean")], check=True,
                   capture_output=True)
    wrong = differing(work / "clean", (www / "current").resolve())
    if wrong:
        sys.exit("published otherwise than built from nothing: " + ", ".join(wrong[:10]))
    print("a push of one commit, ms                    min   median      max")
    for what, values in zip(("from hook to switch", "from hook to its end", "the whole push"), zip(*times)):
        print(f"  {what:<36}{min(values) * 1000:9.0f}{statistics.median(values) * 1000:9.0f}{max(values) * 1000:9.0f}")
    switched = statistics.median(taken[0] for taken in times) * 1000
    print(f"  from hook to switch, ms         {switched:9.3g}   at most 500    {'met' if switched <= 500 else 'NOT MET'}")


if __name__ == "__main__":
    main()
