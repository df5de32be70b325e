#!/usr/bin/env bash
# Installs what is missing of Debian's packages, and says nothing when nothing is. One argument: build, test, bench, lint or fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

build=(ca-certificates g++ cmake ninja-build pkg-config ccache git
    libcmark-gfm-dev libcmark-gfm-extensions-dev libgit2-dev libtomlplusplus-dev libkainjow-mustache-dev catch2
    libcli11-dev libmimalloc-dev libfmt-dev nlohmann-json3-dev libxxhash-dev libutf8proc-dev libcpp-httplib-dev
    libstemmer-dev libdeflate-dev zlib1g-dev hunspell-sv)
test=(chromium default-jre-headless fonts-dejavu-core nodejs python3 python3-icalendar)
bench=(hugo python3)
lint=(clang-format-14 clang-tidy-14)
fuzz=(clang)

install_missing() {
    local missing=() package
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    echo "installing: ${missing[*]}"
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# node_modules is as the lock file says as long as npm's own copy of it is not older.
install_node_modules() {
    cd tests/browser
    [[ node_modules/.package-lock.json -nt package-lock.json ]] && return 0
    npm ci --silent --no-audit --no-fund --ignore-scripts
    touch node_modules/.package-lock.json
}

case "${1:-}" in
    build) install_missing "${build[@]}" ;;
    test)
        # Node from elsewhere brings npm in its own package, and Debian's would not go with it.
        command -v npm >/dev/null || { install_missing nodejs; command -v npm >/dev/null || test+=(npm); }
        install_missing "${test[@]}"
        install_node_modules
        ;;
    bench) install_missing "${bench[@]}" ;;
    lint) install_missing "${lint[@]}" ;;
    fuzz) install_missing "${build[@]}" "${fuzz[@]}" ;;
    *) echo "usage: tests/deps.sh build|test|bench|lint|fuzz" >&2; exit 2 ;;
esac
