// What --help says, made of what each command declares of itself. CLI11's own help speaks English only.
#include <array>

#include <fmt/format.h>

#include "cli/command.hpp"

namespace knav::cli {
namespace {

constexpr std::size_t column = 24;  // where explanations begin

std::string row(std::string_view name, std::string_view meaning) {
    if (name.size() + 4 > column) return fmt::format("  {}\n{:<{}}{}\n", name, "", column, meaning);
    return fmt::format("  {:<{}}{}\n", name, column - 2, meaning);
}

std::string usage(const Command& command, Language language) {
    std::string words = fmt::format("knav {}", command.name);
    for (const auto& operand : command.operands) {
        const auto name = fmt::format("{}{}", operand.name, operand.repeated ? "..." : "");
        words += operand.required ? " " + name : " [" + name + "]";
    }
    return fmt::format("{}: {} [{}]\n", language == Language::sv ? "Användning" : "Usage", words,
                       language == Language::sv ? "val" : "options");
}

std::string rows(std::span<const Option> options, Language language) {
    std::string made;
    for (const auto& option : options) {
        std::string names{option.names};
        if (const auto comma = names.find(','); comma != std::string::npos) names.insert(comma + 1, " ");
        if (!option.value.empty()) names.append(" ").append(option.value);
        made += row(names, option.help.in(language));
    }
    return made;
}

}  // namespace

std::span<const Option> common_options() {
    static const std::array options = {
        Option{"-C", "DIR", {"gå till mappen först", "go to the folder first"}},
        Option{"--root",
               "DIR",
               {"sajtens rot (annars söks content/site.toml uppåt)",
                "the site's root (else content/site.toml is looked for upwards)"}},
        Option{"--output", "DIR", {"mappen att publicera i (public)", "the folder to publish into (public)"}},
        Option{"--lang", "sv|en", {"meddelandenas språk", "language of messages"}},
        Option{"--format", "text|json|sarif", {"hur fel skrivs", "how diagnostics are written"}},
        Option{"--threads", "N", {"trådar", "threads"}},
        Option{"--today", "DATE", {"räkna med en annan dag än i dag", "reckon with another day than today"}},
        Option{"--drafts", "", {"ta med utkast", "include drafts"}},
        Option{"-h,--help", "", {"den här hjälpen", "this help"}},
    };
    return options;
}

std::string help_text(Language language) {
    const bool swedish = language == Language::sv;
    std::string text =
        swedish ? "Kunskapsnav: en sajt och en wiki ur mappar med text.\n\nAnvändning: knav KOMMANDO [val]\n"
                : "Kunskapsnav: a site and a wiki out of folders of text.\n\nUsage: knav COMMAND [options]\n";
    for (const auto& group : all_groups()) {
        text += fmt::format("\n{}:\n", group.title.in(language));
        for (const auto& command : group.commands)
            text += fmt::format("  {:<14}{}\n", command.name, command.help.in(language));
    }
    text += swedish ? "\nGemensamma val:\n" : "\nCommon options:\n";
    text += rows(common_options(), language);
    text += swedish ? "\nknav KOMMANDO --help säger mer om ett kommando. Slutstatus: 0 allt väl, 1 fel i "
                      "innehållet,\n2 fel använt, 3 omgivningen svek (full disk, inga rättigheter ...).\n"
                    : "\nknav COMMAND --help says more of a command. Exit status: 0 all well, 1 errors in content,\n2 "
                      "wrong use, 3 the environment failed (disk full, no permission ...).\n";
    return text;
}

std::string help_text(const Command& command, Language language) {
    const bool swedish = language == Language::sv;
    std::string text = fmt::format("{}.\n\n{}", command.help.in(language), usage(command, language));
    if (!command.operands.empty()) text += "\n";
    for (const auto& operand : command.operands) text += row(operand.name, operand.help.in(language));
    if (!command.options.empty()) text += (swedish ? "\nVal:\n" : "\nOptions:\n") + rows(command.options, language);
    text += (swedish ? "\nGemensamma val:\n" : "\nCommon options:\n") + rows(common_options(), language);
    if (!command.examples.empty()) text += swedish ? "\nExempel:\n" : "\nExamples:\n";
    for (const auto& [line, meaning] : command.examples)
        text += fmt::format("  {}\n      {}\n", line, meaning.in(language));
    return text;
}

}  // namespace knav::cli
