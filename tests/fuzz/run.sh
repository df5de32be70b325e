#!/usr/bin/env bash
# Builds the fuzz targets with clang, address and undefined-behaviour sanitizers, and runs each for SECONDS_EACH (20) seconds
# from the kept corpus. An input that breaks a promise stays in build/fuzz.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-20}
compiler=${CLANG:-$(command -v clang++ || command -v clang++-14)}
cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=Release -DKNAV_TESTS=OFF -DKNAV_FUZZ=ON \
    -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS_RELEASE=-O1 --log-level=WARNING >/dev/null
cmake --build build/fuzz --target fuzz_page fuzz_policy fuzz_judge
passed=0
failed=0
for target in page policy judge; do
    mkdir -p "build/fuzz/found/$target"
    if build/fuzz/fuzz_$target -max_total_time="$seconds" -max_len=20000 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$target-" "build/fuzz/found/$target" "tests/fuzz/corpus/$target" \
        >"build/fuzz/$target.log" 2>&1; then
        passed=$((passed + 1))
        echo "$target: $(grep -o 'stat::number_of_executed_units: *[0-9]*' "build/fuzz/$target.log" | grep -o '[0-9]*$') inputs"
    else
        failed=$((failed + 1))
        tail -n 20 "build/fuzz/$target.log"
    fi
done
echo "$passed passed, $failed failed"
((failed == 0))
