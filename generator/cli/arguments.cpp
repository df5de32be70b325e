// The command line, by CLI11: declarations of commands become its sub-commands, and what it read becomes Arguments.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "diag/environment_error.hpp"
#include "text/nearest.hpp"

namespace knav::cli {
namespace {

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
                           : word.starts_with("--lang=")     ? word.substr(7)
                                                             : std::string_view{};
        said = said || !value.empty();
        if (value == "en") return Language::en;
        if (value == "sv") return Language::sv;
        if (!value.empty()) throw UsageError{{"--lang är sv eller en", "--lang is sv or en"}};
    }
    return language_of_environment();
}

/// Why a command line was not understood, in words of our own: CLI11 has English only.
class Misunderstanding {
public:
    explicit Misunderstanding(const CLI::App& app) : app_(app) {}

    [[nodiscard]] Label of(const CLI::ParseError& error) const {
        const auto chosen = app_.get_subcommands();
        if (chosen.empty()) return no_command();
        if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return unknown_word(*chosen.front());
        const std::string_view what = error.what();
        const std::string name{what.substr(0, what.find_first_of(": "))};
        if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return {name + " saknas", name + " is missing"};
        if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
            return {name + " vill ha ett värde", name + " takes a value"};
        }
        return {std::string{what}, std::string{what}};
    }

private:
    static std::string guess(std::string_view word, const std::vector<std::string_view>& known, Language language) {
        const auto meant = nearest(word, known);
        if (!meant) return {};
        return (language == Language::sv ? "; menade du " : "; did you mean ") + *meant + "?";
    }

    [[nodiscard]] Label no_command() const {
        const auto words = app_.remaining();
        if (words.empty()) return {"säg vad som ska göras", "say what is to be done"};
        std::vector<std::string_view> known;
        for (const auto& command : all_commands()) known.push_back(command.name);
        const auto& word = words.front();
        return {"kommandot " + word + " finns inte" + guess(word, known, Language::sv),
                "there is no command " + word + guess(word, known, Language::en)};
    }

    static Label unknown_word(const CLI::App& command) {
        const auto words = command.remaining();
        const std::string word = words.empty() ? "" : words.front();
        if (!word.starts_with('-')) return {word + " är ett ord för mycket", word + " is one word too many"};
        std::vector<std::string> names;
        for (const auto* option : command.get_options()) {
            for (const auto& name : option->get_lnames()) names.push_back("--" + name);
        }
        const std::vector<std::string_view> known(names.begin(), names.end());
        return {word + " är inget val här" + guess(word, known, Language::sv),
                word + " is no option here" + guess(word, known, Language::en)};
    }

    const CLI::App& app_;
};

class CommandLine {
public:
    CommandLine(Language language, bool language_said) : app_("knav") {
        arguments_.language = language;
        arguments_.language_said = language_said;
        app_.require_subcommand(1);
        add_common_options(app_);
        for (const auto& command : all_commands()) add(command);
    }

    int run(int count, char** words) {
        const auto language = arguments_.language;
        try {
            app_.parse(count, words);
        } catch (const CLI::CallForHelp&) {
            const auto* command = command_asked_for();
            std::cout << (command == nullptr ? help_text(language) : help_text(*command, language));
            return all_right;
        } catch (const CLI::ParseError& error) {
            const auto chosen = app_.get_subcommands();
            const auto which = chosen.empty() ? std::string{} : chosen.front()->get_name() + " ";
            std::cerr << "knav: " << Misunderstanding{app_}.of(error).in(language) << "\n"
                      << (language == Language::sv ? "knav " + which + "--help säger mer\n"
                                                   : "knav " + which + "--help says more\n");
            return wrong_use;
        }
        return chosen_->run(arguments_);
    }

private:
    void add(const Command& command) {
        auto* sub = app_.add_subcommand(std::string{command.name});
        for (const auto& operand : command.operands) {
            auto& into = arguments_.operands[std::string{operand.name}];
            auto* option = sub->add_option(std::string{operand.name}, into);
            option->required(operand.required);
            if (!operand.repeated) option->expected(1)->allow_extra_args(false);
        }
        for (const auto& option : command.options) add_option(*sub, option);
        add_common_options(*sub);
        sub->callback([this, &command] { chosen_ = &command; });
    }

    void add_common_options(CLI::App& app) {
        for (const auto& option : common_options()) {
            if (option.names != "-h,--help") add_option(app, option);  // CLI11 has that one already
        }
    }

    void add_option(CLI::App& app, const Option& option) {
        const auto key = key_of(option.names);
        if (option.value.empty()) {
            app.add_flag_callback(std::string{option.names}, [this, key] { arguments_.values[key] = "yes"; });
        } else {
            app.add_option_function<std::string>(
                std::string{option.names}, [this, key](const std::string& value) { arguments_.values[key] = value; });
        }
    }

    [[nodiscard]] const Command* command_asked_for() const {
        const auto chosen = app_.get_subcommands();
        if (chosen.empty()) return nullptr;
        const auto all = all_commands();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Command& each) { return each.name == chosen.front()->get_name(); });
        return found == all.end() ? nullptr : &*found;
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
    auto language = language_of_environment();
    if (count < 2) {
        std::cerr << help_text(language);
        return wrong_use;
    }
    try {
        bool said = false;
        language = language_asked_for(count, words, said);
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
