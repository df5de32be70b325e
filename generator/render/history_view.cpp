#include "render/history_view.hpp"

#include <algorithm>

#include "render/format.hpp"
#include "render/version_text.hpp"
#include "text/escape.hpp"
#include "text/word_diff.hpp"

namespace knav {

namespace {

constexpr std::size_t near_words = 12;  // kept on either side of a change

std::size_t count_words(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n'; }));
}

/// The part of an unchanged text that stands by a change: its end, its beginning, or both.
std::string abridged(std::string_view text, bool first, bool last) {
    const auto begin_of_tail = [&] {
        std::size_t at = text.size(), words = 0;
        while (at > 0 && words < near_words) {
            --at;
            if (text[at] == ' ' || text[at] == '\n') ++words;
        }
        return at;
    };
    const auto end_of_head = [&] {
        std::size_t at = 0, words = 0;
        while (at < text.size() && words < near_words) {
            if (text[at] == ' ' || text[at] == '\n') ++words;
            ++at;
        }
        return at;
    };
    const auto head = first ? 0 : end_of_head();
    const auto tail = last ? text.size() : begin_of_tail();
    if (head >= tail) return std::string{text};
    return std::string{text.substr(0, head)} + "… " + std::string{text.substr(tail)};
}

/// Lines as paragraphs; <ins> and <del> never reach over their ends.
class DiffWriter {
public:
    void write(DiffKind kind, std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            words(kind, text.substr(0, end));
            text.remove_prefix(end);
            if (text.empty()) break;
            html_ += "</p><p>";
            text.remove_prefix(1);
        }
    }

    [[nodiscard]] std::string take() {
        auto html = "<p>" + std::move(html_) + "</p>";
        for (auto at = html.find("<p></p>"); at != std::string::npos; at = html.find("<p></p>")) html.erase(at, 7);
        return html;
    }

private:
    void words(DiffKind kind, std::string_view text) {
        if (text.empty()) return;
        if (kind == DiffKind::same) return append_html(html_, text);
        const std::string_view tag = kind == DiffKind::added ? "ins" : "del";
        const auto spaces = text.size() - (text.find_last_not_of(' ') + 1);
        if (spaces == text.size()) return;
        html_ += "<" + std::string{tag} + ">";
        append_html(html_, text.substr(0, text.size() - spaces));
        html_ += "</" + std::string{tag} + ">";
        html_.append(spaces > 0 ? 1 : 0, ' ');
    }

    std::string html_;
};

std::string diff_html(std::string_view before, std::string_view after) {
    const auto pieces = word_diff(before, after);
    DiffWriter writer;
    std::size_t words = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        auto text = piece.kind == DiffKind::same ? abridged(piece.text, i == 0, i + 1 == pieces.size())
                                                 : std::string{piece.text};
        words += count_words(text);
        if (words > shown_words) {
            writer.write(DiffKind::same, " …");
            break;
        }
        writer.write(piece.kind, text);
    }
    return writer.take();
}

/// A version of the page, or what was before the first; null when its bytes cannot be read.
std::shared_ptr<const Version> version_at(const PageHistory& history, std::size_t revision) {
    if (revision == history.file->revisions.size()) return std::make_shared<const Version>();
    const auto& made = history.file->revisions[revision];
    return history.old->read(made.path, made.blob);
}

View unit_view(const Lens& lens, const Version& before, const Version& after, const std::string& unit) {
    const auto old_text = unit_text(lens, before, unit);
    const auto new_text = unit_text(lens, after, unit);
    auto label = unit_label(after, unit, lens.language());
    if (label.empty()) label = unit_label(before, unit, lens.language());
    if (label.empty()) label = lens.word("lead");
    View item;
    item.set("label", std::move(label)).set("section", unit.starts_with('#'));
    item.set("is_new", old_text.empty() && !new_text.empty()).set("is_gone", new_text.empty() && !old_text.empty());
    return std::move(item.set("html", old_text == new_text ? std::string{} : diff_html(old_text, new_text)));
}

/// `after` is the version itself, `before` the one it was made from.
View version_view(const Lens& lens, const PageHistory& history, std::size_t revision, const Version* before,
                  const Version* after) {
    const auto& made = history.file->revisions[revision];
    const auto& commit = history.old->history().commit(made);
    const bool oldest = revision + 1 == history.file->revisions.size();
    const auto day = day_of(&commit);
    View item;
    item.set("when", day ? in_words(stockholm_time(commit.when), lens) : lens.word("unknown"))
        .set("when_iso", day ? iso(*day) : std::string{});
    item.set("author", lens.settings().show_authors ? commit.author : std::string{});
    item.set("created", oldest && history.file->whole).set("moved", made.moved_only);
    View::List units;
    const bool readable = after != nullptr && before != nullptr && (!oldest || history.file->whole);
    if (readable && !(oldest && history.file->whole)) {
        for (const auto& unit : history.past->steps[revision].units)
            units.push_back(unit_view(lens, *before, *after, unit));
    }
    // Sections first: they are what readers know the page by.
    std::stable_partition(units.begin(), units.end(), [](const View& unit) { return *unit.find("section")->truth(); });
    return std::move(item.set("unreadable", !readable).set("units", std::move(units)));
}

}  // namespace

bool has_history_page(const PageHistory& history) {
    return history.file != nullptr && history.file->revisions.size() > 1;
}

std::string history_url(std::string_view page_url) { return std::string{page_url} + "historik/"; }

View history_view(const Lens& lens, PageNo page) {
    const auto history = lens.history(page);
    View view;
    View::List items;
    std::size_t count = 0;
    if (history.file != nullptr) {
        count = history.file->revisions.size();
        auto after = version_at(history, 0);
        for (std::size_t i = 0; i < count && i < shown_versions; ++i) {
            auto before = version_at(history, i + 1);
            items.push_back(version_view(lens, history, i, before.get(), after.get()));
            after = std::move(before);
        }
    }
    const auto left_out = count - items.size();
    view.set("left_out",
             left_out == 0 ? std::string{} : fill(lens.word("history_left_out"), {std::to_string(left_out)}));
    view.set("broken_off", history.file != nullptr && !history.file->whole);
    view.set("page_url", lens.settings().link(lens.card(page).url)).set("page_title", lens.card(page).title);
    return std::move(view.set("versions", std::move(items)));
}

}  // namespace knav
