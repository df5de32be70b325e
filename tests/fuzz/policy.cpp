// The policy: any bytes give a policy that is readable, or one that gives nobody any right.
#include "tests/fuzz/target.hpp"

using namespace knav;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = make_file("schema/editors.toml", {reinterpret_cast<const char*>(data), size});
    Diagnostics found;
    const auto policy = read_policy(&file, fuzz::schema(), found);
    fuzz::promise(policy.readable == (found.errors() == 0));
    if (policy.readable) return 0;
    fuzz::promise(policy.who("ett") == nullptr && policy.who("ett@example.org") == nullptr);
    return 0;
}
