// Diagnostics as text for people and compilers' readers, as JSON for programs, and as SARIF 2.1.0 for forges.
#pragma once

#include <span>
#include <string>

#include "diag/diagnostic.hpp"
#include "text/language.hpp"

namespace knav {

enum class DiagnosticFormat { text, json, sarif };
enum class Colour { off, on };

/// The rule's sentence with its arguments filled in, and the proposal after it.
[[nodiscard]] std::string sentence(const Diagnostic& diagnostic, Language language);
/// `path:line:column: severity: sentence [rule]`, one a line, as compilers write it.
[[nodiscard]] std::string print(std::span<const Diagnostic> diagnostics, DiagnosticFormat format, Language language,
                                Colour colour = Colour::off);

}  // namespace knav
