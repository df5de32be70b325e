// What a change does to a site beyond the files it touches: mistakes that `knav check` would newly tell, and links of
// others that would lead elsewhere. The site is assembled only where the change can reach that far (guard/reach.hpp).
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "guard/judge.hpp"
#include "guard/reach.hpp"
#include "project/receive.hpp"

namespace knav {

struct WholeSite {
    std::vector<Diagnostic> mistakes;  // errors that would stop publishing
    std::vector<Diagnostic> remarks;   // other errors and warnings
    std::vector<Ruling> turned;        // links that are not the actor's and would lead elsewhere
};

/// `changes` are those of the push as one. Throws GitFailure and EnvironmentError.
[[nodiscard]] WholeSite whole_site(const std::shared_ptr<Repository>& repository, const ObjectId& before,
                                   const ObjectId& after, std::span<const EntryChange> changes, const Rights& rights,
                                   const ReceiveOptions& options);

}  // namespace knav
