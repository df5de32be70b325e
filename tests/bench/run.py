#!/usr/bin/env python3
"""Times knav beside Hugo on the same made-up pages, in the same run, after checking that both publish what they should.

    python3 tests/bench/run.py [--full] [--sizes 1000,10000] [--runs 5] [--corpus FILE] [--work FOLDER]

Four things are timed: a build into an empty folder with nothing remembered, a build when nothing has changed, a build when
one page's text has changed, and the same change until the preview server shows it. Hugo keeps nothing between builds, so for Hugo the first
three are one. The pages come from corpus.py, which is not part of this project; CORPUS or --corpus says where it lies.
Then the project's own content is built, what a page costs is compared between the sizes, and the targets are held up
against the numbers: on two cores, for 10,000 pages.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import corpus_check
import preview

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
DEFAULT_CORPUS = os.environ.get("CORPUS", str(PROJECT.parent / "shared" / "bench" / "corpus.py"))
# The corpus has no pages for its top folders; both tools get them, so that both list what lies below.
FOLDERS = {"npo": "Nationella programområden", "rmpo": "Regionala programområden", "rag": "Arbetsgrupper",
           "rsg": "Samverkansgrupper", "stodfunktioner": "Stödfunktioner", "personer": "Personer"}


class Tool:
    """How one generator is called. `output` is a folder; the source is a prepared site root."""

    def __init__(self, name, build, serve, version):
        self.name = name
        self.build = build
        self.serve = serve
        self.version = version

    def says(self):
        return subprocess.run(self.version, capture_output=True, text=True, check=True).stdout.split("\n")[0].strip()


def tools(knav):
    hugo_source = str(HERE / "hugo")
    return [
        Tool("knav",
             lambda root, out: [knav, "build", "--root", root, "--output", out],
             lambda root, port: [knav, "serve", "--root", root, "--port", str(port)],
             [knav, "version"]),
        Tool("hugo",
             lambda root, out: ["hugo", "--quiet", "--noBuildLock", "--source", hugo_source, "--contentDir", f"{root}/content",
                                "--destination", out, "--cacheDir", f"{root}/../hugo-cache"],
             lambda root, port: ["hugo", "server", "--noBuildLock", "--source", hugo_source, "--contentDir", f"{root}/content",
                                 "--port", str(port), "--cacheDir", f"{root}/../hugo-cache"],
             ["hugo", "version"]),
    ]


def run(command, log):
    """Runs a program to its end: (seconds, peak memory in MB). What it prints goes to `log`."""
    with open(log, "wb") as out:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)]
        started = time.perf_counter()
        process = os.posix_spawn(shutil.which(command[0]), command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - started
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}:\n{Path(log).read_text()[-3000:]}")
    return seconds, usage.ru_maxrss / 1024


def prepare(work, pages, corpus, more=()):
    """A fresh site root with `pages` pages, the schemas of tests/bench/site and the project's theme; `more` is said to
    the corpus generator."""
    base = work / str(pages)
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    subprocess.run([sys.executable, str(corpus), "--pages", str(pages), "--out", str(base / "root"), *more],
                   check=True, stdout=subprocess.DEVNULL)
    root = base / "root"
    shutil.copytree(HERE / "site" / "schema", root / "schema")
    shutil.copytree(PROJECT / "themes", root / "themes")
    shutil.copy(HERE / "site" / "site.toml", root / "content" / "site.toml")
    for folder, title in FOLDERS.items():
        (root / "content" / folder / "_index.md").write_text(f'+++\ntitle = "{title}"\n+++\n', encoding="utf-8")
    return base


def edited_page(root):
    """The meeting whose text is changed: the first by path."""
    return min(root.glob("content/rmpo/*/moten/*.md"))


def change(page, number):
    """Adds a sentence to the page's text and returns a word that only the changed page holds."""
    word = f"provord{number}"
    with open(page, "a", encoding="utf-8") as text:
        text.write(f"\nEtt {word} i texten.\n")
    return word


def time_builds(all_tools, base, runs):
    """{tool: {phase: [seconds]}}, {tool: MB}; the tools take turns, so that a slow moment of the machine hits both."""
    root = base / "root"
    seconds = {tool.name: {"cold": [], "same": [], "edit": []} for tool in all_tools}
    memory = {tool.name: 0.0 for tool in all_tools}
    for number in range(runs):
        for phase in ("cold", "same", "edit"):
            word = change(edited_page(root), number) if phase == "edit" else None
            if phase == "cold":
                shutil.rmtree(root / ".knav", ignore_errors=True)
            for tool in all_tools:
                out = base / f"out-{tool.name}-{number}"
                taken, peak = run(tool.build(str(root), str(out)), base / "log")
                seconds[tool.name][phase].append(taken)
                memory[tool.name] = max(memory[tool.name], peak)
                if word and word not in corpus_check.page_of(out, edited_page(root), root).read_text(encoding="utf-8"):
                    sys.exit(f"{tool.name} did not show the change to {edited_page(root)}")
        for tool in all_tools:
            if number:
                shutil.rmtree(base / f"out-{tool.name}-{number}")
    return seconds, memory


def row(what, ours, theirs):
    def three(values):
        return f"{min(values) * 1000:8.1f} {statistics.median(values) * 1000:8.1f} {max(values) * 1000:8.1f}"
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(f"  {what:<26}{three(ours)}   {three(theirs)}   {ratio:8.1f}", flush=True)


PHASES = {"cold": "into an empty folder", "same": "nothing changed", "edit": "one page's text changed",
          "serve": "the same, until served"}


def bench(all_tools, work, pages, runs, corpus):
    base = prepare(work, pages, corpus)
    expected = json.loads((base / "root" / "expected.json").read_text(encoding="utf-8"))
    for tool in all_tools:
        out = base / f"check-{tool.name}"
        run(tool.build(str(base / "root"), str(out)), base / "log")
        problems = corpus_check.problems(tool.name, out, base / "root", expected)
        print(f"{pages} pages: {tool.name} " + ("publishes what it should" if not problems else "is wrong:"), flush=True)
        if problems:
            sys.exit("  " + "\n  ".join(problems[:20]))
    for tool in all_tools:
        shutil.rmtree(base / f"check-{tool.name}")
    seconds, memory = time_builds(all_tools, base, runs)
    served = {tool.name: preview.time_edits(tool, base / "root", edited_page(base / "root"), change, runs)
              for tool in all_tools}
    for name, (times, _) in served.items():
        seconds[name]["serve"] = times
    print(f"\n{pages} pages, ms             knav min   median      max   hugo min   median      max   hugo/knav")
    for phase, what in PHASES.items():
        row(what, seconds["knav"][phase], seconds["hugo"][phase])
    print(f"  peak memory, MB: knav {memory['knav']:.0f}, hugo {memory['hugo']:.0f}; "
          f"serving: knav {served['knav'][1]:.0f}, hugo {served['hugo'][1]:.0f}\n", flush=True)
    shutil.rmtree(base)
    return {"pages": pages, "seconds": seconds, "memory_mb": memory,
            "serving_mb": {name: peak for name, (_, peak) in served.items()}}


def time_own_content(knav, work, runs):
    """[seconds] for this repository's own site, with its history, into an empty folder."""
    root = work / "own"
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", str(PROJECT), str(root)], check=True)
    for folder in ("content", "schema", "themes"):
        shutil.copytree(PROJECT / folder, root / folder)
    taken = []
    for number in range(runs):
        shutil.rmtree(root / ".knav", ignore_errors=True)
        taken.append(run([knav, "build", "--root", str(root), "--output", str(work / f"own-out-{number}")],
                         work / "log")[0])
    shutil.rmtree(root)
    return taken


def say_growth(results):
    """What a page costs at each size against the size before: 1.0 is a straight line."""
    for less, more in zip(results, results[1:]):
        grown = more["pages"] / less["pages"]
        cost = {result["pages"]: {phase: statistics.median(times) / result["pages"]
                                  for phase, times in result["seconds"]["knav"].items()} for result in (less, more)}
        said = [f"{what} {cost[more['pages']][phase] / cost[less['pages']][phase]:.2f}" for phase, what in PHASES.items()]
        said.append(f"peak memory {more['memory_mb']['knav'] / less['memory_mb']['knav'] / grown:.2f}")
        print(f"a page's cost at {more['pages']} pages against {less['pages']}: " + ", ".join(said))


def say_targets(results, own):
    """Each target beside what was measured."""
    print(f"\nown content, into an empty folder: {statistics.median(own) * 1000:.0f} ms")
    rows = [("own content, ms", statistics.median(own) * 1000, 300)]
    for result in results:
        if result["pages"] != 10_000:
            continue
        ours = {phase: statistics.median(times) * 1000 for phase, times in result["seconds"]["knav"].items()}
        hugo = statistics.median(result["seconds"]["hugo"]["cold"]) * 1000
        rows += [("cold, as a part of Hugo's time", ours["cold"] / hugo, 1 / 8), ("nothing changed, ms", ours["same"], 80),
                 ("one page's text changed, ms", ours["edit"], 120), ("the same, until served, ms", ours["serve"], 20),
                 ("peak memory, MB", result["memory_mb"]["knav"], 350)]
    for what, measured, most in rows:
        print(f"  {what:<32}{measured:9.3g}   at most {most:<7.3g}{'met' if measured <= most else 'NOT MET'}")


def work_folder(given, largest):
    """Memory if there is room for it (a page's output is some 15 KB, kept for both tools, twice), else build/bench."""
    if given:
        return Path(given)
    needed = largest * 100_000
    shared = Path("/dev/shm")
    if shared.is_dir() and shutil.disk_usage(shared).free > needed and largest <= 10_000:
        return shared / f"knav-bench-{os.getpid()}"
    return PROJECT / "build" / "bench"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="100,000 pages too; takes half an hour and 15 GB of memory")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--corpus", default=DEFAULT_CORPUS)
    parser.add_argument("--work", help="where to build; a memory file system when there is room")
    parser.add_argument("--knav", default=str(PROJECT / "build" / "release" / "knav"))
    arguments = parser.parse_args()
    if not Path(arguments.corpus).is_file():
        sys.exit(f"bench: no corpus generator at {arguments.corpus}; say where it is with CORPUS=FILE")
    sizes = [int(size) for size in arguments.sizes.split(",")] + ([100_000] if arguments.full else [])
    work = work_folder(arguments.work, max(sizes))
    all_tools = tools(arguments.knav)
    print("; ".join(tool.says() for tool in all_tools) + f"; {os.cpu_count()} cores; in {work.parent}")
    results = []
    try:
        for pages in sizes:
            results.append(bench(all_tools, work, pages, arguments.runs if pages < 100_000 else 1, arguments.corpus))
        work.mkdir(parents=True, exist_ok=True)
        own = time_own_content(arguments.knav, work, arguments.runs)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say_growth(results)
    say_targets(results, own)
    (PROJECT / "build").mkdir(exist_ok=True)
    (PROJECT / "build" / "bench.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
