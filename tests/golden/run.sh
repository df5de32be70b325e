#!/usr/bin/env bash
# Golden cases: tests/golden/<case>/input is a whole site, expected/ what a build of it publishes, byte for byte.
# A case may hold arguments (one a line, after the common ones). --update rewrites expected/.
set -uo pipefail
cd "$(dirname "$0")/../.."
knav=${KNAV:-build/release/knav}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

# In a copy: beside the input knav would keep its memory, and the project's own history would be the pages'.
build_case() {
    local arguments=()
    [[ -f $1/arguments ]] && mapfile -t arguments <"$1/arguments"
    cp -r "$1/input" "$scratch/site"
    "$knav" build --root "$scratch/site" --output "$2" --today 2026-03-20 "${arguments[@]}"
    local status=$?
    rm -rf "$scratch/site" "$2/.knav"
    return $status
}

for case in tests/golden/*/; do
    case=${case%/}
    [[ -d $case/input ]] || continue
    name=$(basename "$case")
    if ! build_case "$case" "$scratch/$name" >"$scratch/log" 2>&1; then
        echo "FAILED $name: the build"
        cat "$scratch/log"
        failed=$((failed + 1))
    elif [[ ${1:-} == --update ]]; then
        rm -rf "$case/expected"
        cp -r "$scratch/$name" "$case/expected"
        passed=$((passed + 1))
    elif diff -r -u "$case/expected" "$scratch/$name"; then
        passed=$((passed + 1))
    else
        echo "FAILED $name: not as expected; \`make golden\` rewrites it if it should be so"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
((failed == 0))
