#!/usr/bin/env bash
# Every kind of test after one another, and one closing line. With ONLY set, the C++ tests it selects and no others.
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0
failed=0

# Runs one kind; its last "N passed, N failed" line counts, and a kind that ends badly without one counts as one failure.
run() {
    local name=$1 log line good=0 bad=0 status
    shift
    log=$(mktemp)
    echo "== $name"
    "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    line=$(grep -oE '[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    rm -f "$log"
    [[ $line ]] && read -r good _ bad _ <<<"$line"
    ((status != 0 && bad == 0)) && bad=1
    passed=$((passed + good))
    failed=$((failed + bad))
}

catch_tests() {
    local report status
    report=$(mktemp)
    # An empty ONLY is no filter.
    build/dev/knav_tests ${ONLY:+"$ONLY"} >"$report" 2>&1
    status=$?
    cat "$report"
    awk '/^All tests passed/ { for (i = 1; i <= NF; i++) if ($i == "test") n = $(i - 1); print n " passed, 0 failed" }
         /^test cases:/ { for (i = 1; i <= NF; i++) { if ($i == "passed") p = $(i - 1); if ($i == "failed") f = $(i - 1) }
                          print p + 0 " passed, " f + 0 " failed" }' "$report"
    rm -f "$report"
    return $status
}

# The C++ tests keep one processor busy; the other compiles the release program meanwhile. What it says comes below.
[[ -n ${ONLY:-} ]] || make --no-print-directory build >/dev/null 2>&1 &
run "C++ tests, with sanitizers" catch_tests
wait
if [[ -z ${ONLY:-} ]]; then
    run "the release program and the site" make --no-print-directory site
    run "golden" tests/golden/run.sh
    run "pushes" python3 tests/push/run.py
    # Tested as of one day: what is coming, due or leaving would otherwise change under the tests.
    build/release/knav build --today 2026-11-22 --output build/tested-site
    run "search" node tests/search/run.mjs build/tested-site
    run "browser" node tests/browser/run.mjs build/tested-site
fi
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
