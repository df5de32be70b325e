// The steps of mending a file. Internal to this room: others see mend.hpp.
#pragma once

#include <string>
#include <string_view>

#include "edit/mend.hpp"

namespace knav {

/// Without a byte order mark, with LF as line ends and one after the last line, and without control characters at the ends
/// of lines. `bytes` must be UTF-8.
void mend_bytes(std::string_view bytes, Mended& made);

/// Text in the form NFC, but for code and for names of files, which must stay byte for byte what they are.
void compose_text(std::string_view path, Mended& made);

/// Keys that the schema calls deprecated, by their new names.
void rename_keys(std::string_view path, const PageType& type, const Schema& schema, Mended& made);

}  // namespace knav
