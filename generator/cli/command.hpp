// Commands: each is one source file with one Command, and its name in commands.cpp, whose groups are also the help text's.
// What is declared here is data; reading the command line is the business of arguments.cpp.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "project/project.hpp"
#include "text/language.hpp"

namespace knav::cli {

/// Exit statuses, as the contract says.
enum Status : int { all_right = 0, content_errors = 1, wrong_use = 2, environment_failed = 3 };

struct Option {
    std::string_view names;  // "--explain" or "-p,--port"
    std::string_view value;  // what stands after it ("PORT"); empty for a flag
    Label help;
};

struct Operand {
    std::string_view name;  // "TYPE"
    Label help;
    bool required = true;
    bool repeated = false;  // takes all that is left
};

/// The command line, read.
struct Arguments {
    std::map<std::string, std::string, std::less<>>
        values;  // by the last name of an option without dashes; "yes" for a flag
    std::map<std::string, std::vector<std::string>, std::less<>> operands;
    Language language = Language::sv;
    bool language_said = false;  // else the site's language

    [[nodiscard]] bool has(std::string_view option) const { return values.contains(option); }
    [[nodiscard]] std::string value(std::string_view option, std::string_view otherwise = {}) const;
    [[nodiscard]] std::string operand(std::string_view name) const;  // the first, or empty
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
};

struct Command {
    std::string_view name;
    Label help;  // one line
    std::vector<Operand> operands;
    std::vector<Option> options;
    std::vector<std::pair<std::string_view, Label>> examples;  // command line, what it does
    int (*run)(const Arguments& arguments);
};

/// Commands for one thing that somebody wants to do.
struct CommandGroup {
    Label title;
    std::vector<Command> commands;
};

/// Every command, in the order of the help text.
[[nodiscard]] std::span<const CommandGroup> all_groups();
[[nodiscard]] std::span<const Command> all_commands();

/// The options that every command takes.
[[nodiscard]] std::span<const Option> common_options();
/// What --help says: of the program, and of one command.
[[nodiscard]] std::string help_text(Language language);
[[nodiscard]] std::string help_text(const Command& command, Language language);

/// Reads a command line and runs its command; --help and mistakes are answered here. The program's exit status.
int run_command_line(int count, char** words);

// ---- what commands share

/// Goes to the folder that -C names. Part of project_options; for commands that need no project.
void enter_folder(const Arguments& arguments);
/// The project that -C, --root, --output, --threads, --today and --drafts speak of. Throws UsageError when there is none.
[[nodiscard]] ProjectOptions project_options(const Arguments& arguments);
/// The day that --today says, or the clock in Stockholm; the threads that --threads says, or as many as fit.
[[nodiscard]] Date today_of(const Arguments& arguments);
[[nodiscard]] unsigned threads_of(const Arguments& arguments);
/// The type of that name. Throws UsageError with a proposal, also for who called it by its label ("möte").
[[nodiscard]] const PageType& type_said(const Schema& schema, const std::string& name);
/// Prints diagnostics in the format that --format asks for; text goes to standard error, data to standard output.
void print_diagnostics(const Arguments& arguments, const Diagnostics& found, Language language);
/// A page's id, also when it is written as a shell completes it (content/a/b.md) or as a browser shows it (/a/b/).
[[nodiscard]] std::string id_said(std::string_view word);
/// content_errors if there are errors (or, when strict, warnings), else all_right.
[[nodiscard]] int status_of(const Diagnostics& found, bool strict);
/// The same arguments with messages in the site's language, unless --lang asked for one.
[[nodiscard]] Arguments in_site_language(Arguments arguments, Language language);
/// A sentence of the command's own, in the language asked for.
void say(const Arguments& arguments, const Label& sentence);

/// The command was used wrongly: exit status 2 and this sentence.
struct UsageError {
    Label sentence;
};

}  // namespace knav::cli
