#include "edit/starter.hpp"

#include "edit/toml_text.hpp"
#include "files/site_files.hpp"
#include "parse/toml.hpp"

namespace knav {
namespace {

constexpr std::string_view ignored = "# Det som knav gör och minns kan göras om.\n/public/\n/.knav/\n";

void copy(const Snapshot& share, std::string_view folder, std::string_view to, std::vector<File>& into) {
    for (const auto& file : share.below(folder)) {
        File copied = file;
        copied.path = std::string{to} + file.path.substr(folder.size());
        into.push_back(std::move(copied));
    }
}

/// The same file with another title.
File titled(const File& settings, const std::string& title) {
    Diagnostics none_expected;
    const auto table = parse_toml(settings.path, settings.bytes(), 1, none_expected);
    const auto* old = table ? table->find("title") : nullptr;
    const auto at = old != nullptr ? offset_of(settings.bytes(), old->at()) : std::nullopt;
    const auto string = at ? toml_string_at(settings.bytes(), *at) : std::nullopt;
    if (!string) return settings;
    return make_file(settings.path, spliced(settings.bytes(), {{string->begin, string->end, toml_quoted(title)}}));
}

}  // namespace

Changes starter_site(const Snapshot& share, const Starter& starter) {
    std::vector<File> files;
    copy(share, "schema/", "schema/", files);
    copy(share, "themes/navet/", "themes/navet/", files);
    copy(share, "themes/starter/site/", "", files);
    if (starter.example) copy(share, "themes/starter/example/", "", files);
    files.push_back(make_file(".gitignore", std::string{ignored}));
    const Snapshot made{std::move(files)};  // the later of two files with one path stands
    Changes changes;
    for (const auto& file : made.files()) {
        const bool to_title = file.path == settings_path && !starter.title.empty();
        changes.write.push_back(to_title ? titled(file, starter.title) : file);
    }
    return changes;
}

}  // namespace knav
