// The Swedish dictionary of the system, if it is installed (Debian: hunspell-sv).
#pragma once

#include <memory>

#include "search/dictionary.hpp"

namespace knav {

/// Null if it is not there: search then goes by endings alone.
[[nodiscard]] std::shared_ptr<const search::DictionaryFiles> read_system_dictionary();

}  // namespace knav
