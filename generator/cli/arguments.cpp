// The command line, by CLI11: declarations of commands become its sub-commands, and what it read becomes Arguments.
#include <cstdlib>
#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "diag/environment_error.hpp"

namespace knav::cli {
namespace {

const std::vector<Option>& common_options() {
    static const std::vector<Option> options = {
        {"-C", "DIR", {"gå till mappen först", "go to the folder first"}},
        {"--root", "DIR", {"sajtens rot (annars söks content/site.toml uppåt)", "the site's root (else content/site.toml is looked for upwards)"}},
        {"--output", "DIR", {"mappen att publicera i (public)", "the folder to publish into (public)"}},
        {"--lang", "sv|en", {"meddelandenas språk", "language of messages"}},
        {"--format", "text|json|sarif", {"hur fel skrivs", "how diagnostics are written"}},
        {"--threads", "N", {"trådar", "threads"}},
        {"--today", "DATE", {"räkna med en annan dag än i dag", "reckon with another day than today"}},
        {"--drafts", "", {"ta med utkast", "include drafts"}},
    };
    return options;
}

std::string key_of(std::string_view names) {
    auto last = names.substr(names.rfind(',') == std::string_view::npos ? 0 : names.rfind(',') + 1);
    while (last.starts_with('-')) last.remove_prefix(1);
    return std::string{last};
}

Language language_of_environment() {
    const char* said = std::getenv("LANG");
    return said != nullptr && std::string_view{said}.starts_with("en") ? Language::en : Language::sv;
}

// --lang decides what --help says, so it is looked for before anything else is read.
Language language_asked_for(int count, char** words, bool& said) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        const auto value = word == "--lang" && i + 1 < count ? std::string_view{words[i + 1]}
                           : word.starts_with("--lang=")     ? word.substr(7) : std::string_view{};
        said = said || !value.empty();
        if (value == "en") return Language::en;
        if (value == "sv") return Language::sv;
    }
    return language_of_environment();
}

class CommandLine {
public:
    CommandLine(Language language, bool language_said)
        : app_(language == Language::sv ? "Kunskapsnav: en sajt och en wiki ur mappar med text." : "Kunskapsnav: a site and a wiki out of folders of text.", "knav") {
        arguments_.language = language;
        arguments_.language_said = language_said;
        app_.require_subcommand(1);
        for (const auto& command : all_commands()) add(command);
    }

    int run(int count, char** words) {
        try {
            app_.parse(count, words);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? all_right : wrong_use;
        }
        return chosen_->run(arguments_);
    }

private:
    void add(const Command& command) {
        const auto language = arguments_.language;
        auto* sub = app_.add_subcommand(std::string{command.name}, command.help.in(language));
        for (const auto& operand : command.operands) {
            auto& into = arguments_.operands[std::string{operand.name}];
            auto* option = sub->add_option(std::string{operand.name}, into, operand.help.in(language));
            option->required(operand.required);
            if (!operand.repeated) option->expected(operand.required ? 1 : 0, 1);
        }
        for (const auto& option : command.options) add_option(*sub, option, "");
        for (const auto& option : common_options()) add_option(*sub, option, language == Language::sv ? "Gemensamt" : "Common");
        std::string examples = language == Language::sv ? "Exempel:\n" : "Examples:\n";
        for (const auto& [line, meaning] : command.examples) examples += fmt::format("  {:<44} {}\n", line, meaning.in(language));
        if (!command.examples.empty()) sub->footer(examples);
        sub->callback([this, &command] { chosen_ = &command; });
    }

    void add_option(CLI::App& sub, const Option& option, const std::string& group) {
        const auto key = key_of(option.names);
        CLI::Option* added = nullptr;
        if (option.value.empty()) {
            added = sub.add_flag_callback(std::string{option.names}, [this, key] { arguments_.values[key] = "yes"; }, option.help.in(arguments_.language));
        } else {
            added = sub.add_option_function<std::string>(std::string{option.names}, [this, key](const std::string& value) { arguments_.values[key] = value; },
                                                         option.help.in(arguments_.language));
            added->type_name(std::string{option.value});
        }
        if (!group.empty()) added->group(group);
    }

    CLI::App app_;
    Arguments arguments_;
    const Command* chosen_ = nullptr;
};

}  // namespace

std::string Arguments::value(std::string_view option, std::string_view otherwise) const {
    const auto found = values.find(option);
    return std::string{found == values.end() ? otherwise : std::string_view{found->second}};
}

std::string Arguments::operand(std::string_view name) const {
    const auto found = operands.find(name);
    return found == operands.end() || found->second.empty() ? std::string{} : found->second.front();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
    const auto found = operands.find(name);
    return found == operands.end() ? std::vector<std::string>{} : found->second;
}

int run_command_line(int count, char** words) {
    bool said = false;
    const auto language = language_asked_for(count, words, said);
    try {
        return CommandLine{language, said}.run(count, words);
    } catch (const UsageError& error) {
        std::cerr << "knav: " << error.sentence.in(language) << "\n";
        return wrong_use;
    } catch (const EnvironmentError& error) {
        std::cerr << "knav: " << error.what() << "\n";
        return environment_failed;
    } catch (const std::exception& error) {
        std::cerr << "knav: " << error.what() << "\n";
        return environment_failed;
    }
}

}  // namespace knav::cli
