#!/usr/bin/env python3
"""What the search index costs: the builder in time and files, and the reader in bytes.

    python3 tests/bench/search.py [--sizes 400,10000] [--runs 5] [--corpus FILE] [--work FOLDER]

The same made-up pages are built with the theme's search engine and without it; the difference is the index. What a
reader loads is counted by search_bytes.mjs with the engine that is published, as a server that packs its answers would
send it.
"""
import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import zlib
from pathlib import Path

import run

HERE = Path(__file__).resolve().parent
ENGINE = "themes/navet/assets/search.js"


def two_sites(work, pages, corpus):
    """Roots with the same pages: with search, and without."""
    base = run.prepare(work, pages, corpus)
    without = base / "without"
    shutil.copytree(base / "root", without)
    (without / ENGINE).unlink()
    return {"with": base / "root", "without": without}


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_builds(knav, roots, runs):
    """{phase: [seconds that the index adds]}, and the same of processor time, which a busy machine says less wrongly:
    each of a pair of builds that follow one another."""
    added = {"cold": [], "edit": []}
    processor = {"cold": [], "edit": []}
    for number in range(runs):
        for phase in added:
            taken, used = {}, {}
            for name, root in roots.items():
                out = root.parent / f"out-{name}"
                if phase == "cold":
                    shutil.rmtree(out, ignore_errors=True)
                    shutil.rmtree(root / ".knav", ignore_errors=True)
                else:
                    run.change(run.edited_page(root), number)
                before = processor_seconds()
                taken[name] = run.run([knav, "build", "--root", str(root), "--output", str(out)], root.parent / "log")[0]
                used[name] = processor_seconds() - before
            added[phase].append(taken["with"] - taken["without"])
            processor[phase].append(used["with"] - used["without"])
    return added, processor


def index_files(out):
    return list((out / "sok" / "index").iterdir())


def packed(path):
    return len(zlib.compress(path.read_bytes(), 9))


def queries_of(root, count=48):
    """Titles, and words that pages say: what readers might ask, taken evenly over the site."""
    pages = sorted(root.glob("content/**/*.md"))
    queries = []
    for number, page in enumerate(pages[:: max(1, len(pages) // count)][:count]):
        text = page.read_text(encoding="utf-8")
        title = re.search(r'^title = "(.*)"', text, re.M)[1]
        said = re.findall(r"\b[a-zåäö]{6,}\b", text.rsplit("+++", 1)[-1])
        queries.append(" ".join(title.split()[:2]) if number % 2 or not said else said[len(said) // 2])
    return queries


def measure_bytes(out, queries):
    listed = out.parent / "queries.json"
    listed.write_text(json.dumps(queries), encoding="utf-8")
    said = subprocess.run(["node", str(HERE / "search_bytes.mjs"), str(out), str(listed)], check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def measure_answers(out, queries):
    """Milliseconds of answers in a browser that is slowed down six times; None where there is no browser."""
    listed = out.parent / "queries.jsonl"
    listed.write_text("".join(json.dumps({"query": query}) + "\n" for query in queries), encoding="utf-8")
    said = subprocess.run(["node", str(run.PROJECT / "tests/browser/search_speed.mjs"), str(out), str(listed), "--json"],
                          capture_output=True, text=True)
    return json.loads(said.stdout) if said.returncode == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="400,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--corpus", default=run.DEFAULT_CORPUS)
    parser.add_argument("--work")
    parser.add_argument("--knav", default=str(run.PROJECT / "build" / "release" / "knav"))
    arguments = parser.parse_args()
    if not Path(arguments.corpus).is_file():
        sys.exit(f"bench: no corpus generator at {arguments.corpus}; say where it is with CORPUS=FILE")
    sizes = [int(size) for size in arguments.sizes.split(",")]
    work = run.work_folder(arguments.work, max(sizes)) / "search"
    targets = []
    try:
        for pages in sizes:
            roots = two_sites(work, pages, arguments.corpus)
            added, processor = time_builds(arguments.knav, roots, arguments.runs)
            out = roots["with"].parent / "out-with"
            files = index_files(out)
            words = sum(packed(path) for path in files if not path.name.startswith("x-"))
            texts = sum(packed(path) for path in files if path.name.startswith("x-"))
            loaded = measure_bytes(out, queries_of(roots["with"]))
            print(f"{pages} pages: the index adds " + ", ".join(
                f"{what} {min(times):.2f} {statistics.median(times):.2f} {max(times):.2f} s, of processors {statistics.median(used):.2f} s"
                for what, times, used in zip(("to a build into an empty folder", "when one page's text changed"),
                                             added.values(), processor.values()))
                + f" (min, median, max); {len(files)} files, {words / 1e6:.2f} MB and {texts / 1e6:.2f} MB of texts, packed")
            print(f"  a reader loads, median: from nothing to ten results {loaded['cold'] / 1e3:.1f} kB, for the next query "
                  f"{loaded['next'] / 1e3:.1f} kB; with facets and the excerpts of a screen {loaded['coldWhole'] / 1e3:.1f} and "
                  f"{loaded['nextWhole'] / 1e3:.1f} kB", flush=True)
            answers = measure_answers(out, queries_of(roots["with"]))
            if answers is None:
                print("  no browser to time answers in: make deps installs it")
            else:
                print(f"  an answer in the browser, slowed down six times: median {answers['median']:.1f} ms, 95 % "
                      f"{answers['most']:.1f} ms, slowest {answers['slowest']:.1f} ms; the first from nothing "
                      f"{answers['first']:.0f} ms", flush=True)
                targets.append((f"{pages} pages, answers, ms", answers["most"], 30))
            large = pages >= 10_000
            targets += [(f"{pages} pages, from nothing, kB", loaded["cold"] / 1e3, 30 if large else 20),
                        (f"{pages} pages, next query, kB", loaded["next"] / 1e3, 16 if large else 8)]
            if large:
                targets += [("index made, s", statistics.median(added["cold"]), 3),
                            ("one page changed, s", statistics.median(added["edit"]), 0.3),
                            ("published without texts, MB", words / 1e6, 3.5), ("files", len(files), 1000)]
            shutil.rmtree(roots["with"].parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for what, measured, most in targets:
        print(f"  {what:<32}{measured:9.3g}   at most {most:<7.3g}{'met' if measured <= most else 'NOT MET'}")


if __name__ == "__main__":
    main()
