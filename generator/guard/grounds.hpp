// Grounds: why a change is refused. Rules like those of diag (a name that stays, a sentence and help in both languages,
// printed and explained the same way), but of what a person may do instead of what a text may say.
#pragma once

#include <span>

#include "diag/rules.hpp"

namespace knav {

// clang-format off
#define KNAV_GROUNDS(X)                              \
    /* who, and by which way */                      \
    X(pusher_unknown, "pusher-unknown")              \
    X(author_other, "author-other")                  \
    X(ref_closed, "ref-closed")                      \
    X(ref_not_forward, "ref-not-forward")            \
    X(history_root, "history-root")                  \
    X(push_too_large, "push-too-large")              \
    X(object_unreadable, "object-unreadable")        \
    /* the policy */                                 \
    X(policy_unreadable, "policy-unreadable")        \
    X(policy_without_admin, "policy-without-admin")  \
    /* files */                                      \
    X(path_closed, "path-closed")                    \
    X(file_kind, "file-kind")                        \
    X(name_closed, "name-closed")                    \
    X(name_twin, "name-twin")                        \
    X(resource_kind, "resource-kind")                \
    X(resource_closed, "resource-closed")            \
    X(size_over, "size-over")                        \
    /* pages and their parts */                      \
    X(page_unreadable, "page-unreadable")            \
    X(page_added, "page-added")                      \
    X(page_removed, "page-removed")                  \
    X(page_hidden, "page-hidden")                    \
    X(field_closed, "field-closed")                  \
    X(section_closed, "section-closed")              \
    X(section_gone, "section-gone")                  \
    X(section_moved, "section-moved")                \
    X(heading_disguised, "heading-disguised")        \
    X(anchor_taken, "anchor-taken")                  \
    X(address_taken, "address-taken")                \
    X(link_turned, "link-turned")
// clang-format on

namespace ground {
#define KNAV_DECLARE_GROUND(identifier, name) extern const Rule identifier;
KNAV_GROUNDS(KNAV_DECLARE_GROUND)
#undef KNAV_DECLARE_GROUND
}  // namespace ground

[[nodiscard]] std::span<const Rule* const> all_grounds();
[[nodiscard]] const Rule* find_ground(std::string_view name);

}  // namespace knav
