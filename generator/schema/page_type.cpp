#include "schema/page_type.hpp"

#include <algorithm>

namespace knav {

namespace {

/// The first whose `member` is `wanted`; null when there is none.
template <class T>
const T* find_by(const std::vector<T>& among, std::string T::*member, std::string_view wanted) {
    const auto found = std::find_if(among.begin(), among.end(), [&](const T& each) { return each.*member == wanted; });
    return found == among.end() ? nullptr : &*found;
}

}  // namespace

const Term* Vocabulary::find(std::string_view value) const { return find_by(terms, &Term::value, value); }

const Field* Field::find(std::string_view name_wanted) const { return find_by(fields, &Field::name, name_wanted); }

const Field* PageType::find(std::string_view field) const { return find_by(fields, &Field::name, field); }

const SectionRule* PageType::section(std::string_view id) const { return find_by(sections, &SectionRule::id, id); }

bool PageType::is_a(std::string_view type) const {
    return name == type || std::find(lineage.begin(), lineage.end(), type) != lineage.end();
}

}  // namespace knav
