#include "guard/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "diag/print.hpp"
#include "guard/grounds.hpp"

namespace knav {

namespace {

constexpr std::size_t most_shown = 5;
constexpr std::size_t most_names = 3;
constexpr std::size_t longest_line = 400;

/// Whether the change could be somebody else's to make: then it can be proposed to them.
bool can_be_proposed(const Rule& rule) {
    const Rule* const grounds[] = {&ground::path_closed,    &ground::resource_closed, &ground::page_added,
                                   &ground::page_removed,   &ground::page_hidden,     &ground::field_closed,
                                   &ground::section_closed, &ground::section_gone,    &ground::section_moved,
                                   &ground::address_taken,  &ground::anchor_taken,    &ground::link_turned};
    return std::any_of(std::begin(grounds), std::end(grounds), [&](const Rule* one) { return *one == rule; });
}

class Text {
public:
    Text(std::span<const RefusedIn> refused, const Law* law, Language language)
        : refused_(refused), law_(law), language_(language) {}

    std::string make() {
        line(word("knav: ändringen togs inte emot. Ingenting har ändrats på servern.",
                  "knav: the change was not taken. Nothing has changed on the server."));
        std::string path;
        for (std::size_t i = 0; i < std::min(refused_.size(), most_shown); ++i) {
            const auto& ruling = *refused_[i].ruling;
            if (ruling.path != path && !ruling.path.empty()) line("  " + place(ruling));
            path = ruling.path;
            one(refused_[i]);
        }
        if (refused_.size() > most_shown) {
            line(fmt::format("  {} {}", word("… och till:", "… and more:"), refused_.size() - most_shown));
        }
        advice();
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string word(std::string_view sv, std::string_view en) const {
        return std::string{language_ == Language::sv ? sv : en};
    }

    void line(std::string text) {
        // What is shown may come from the change itself: one line stays one line.
        for (auto& c : text) c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
        if (text.size() > longest_line) {
            text.resize(longest_line);
            while (!text.empty() && (text.back() & '\xC0') == '\x80') text.pop_back();
            if (!text.empty()) text.pop_back();
            text += "…";
        }
        text_ += text + "\n";
    }

    static std::string place(const Ruling& ruling) {
        return shown(ruling.path) + (ruling.at.line > 0 ? ":" + std::to_string(ruling.at.line) : "") + ":";
    }

    void one(const RefusedIn& refused) {
        const auto& ruling = *refused.ruling;
        auto said = "    " + sentence(diagnostic_of(ruling), language_) + " [" + std::string{ruling.ground->name} + "]";
        if (!refused.commit.empty()) said += " (" + refused.commit + ")";
        line(std::move(said));
        if (law_ == nullptr || ruling.roles.empty() || !can_be_proposed(*ruling.ground)) return;
        const auto owners = owners_of(*law_, ruling);
        if (!owners.empty()) {
            line("      " + word("ansvarar: ", "responsible: ") + names_of(owners, language_));
        } else {
            line("      " + word("ingen har den rollen än: fråga den som sköter webbplatsen",
                                 "nobody has that role yet: ask who runs the site"));
        }
    }

    void advice() {
        const bool proposable = std::any_of(refused_.begin(), refused_.end(), [](const RefusedIn& each) {
            return can_be_proposed(*each.ruling->ground);
        });
        if (proposable) {
            line(word("Så lämnar du in den ändå, som ett förslag till den som ansvarar:",
                      "To hand it in all the same, as a proposal to who is responsible:"));
            line("    knav propose");
            line(word("De ser förslaget bredvid dagens text och tar över det med ett kommando.",
                      "They see it beside the present text and take it over with one command."));
        }
        if (refused_.empty()) return;
        const auto& rule = *refused_.front().ruling->ground;
        if (!proposable) line("  " + std::string{language_ == Language::sv ? rule.help_sv : rule.help_en});
        line(word("Mer om varför: knav explain ", "More on why: knav explain ") + std::string{rule.name});
    }

    std::span<const RefusedIn> refused_;
    const Law* law_;
    Language language_;
    std::string text_;
};

}  // namespace

std::string names_of(std::span<const Editor* const> editors, Language language) {
    std::string said;
    for (std::size_t i = 0; i < std::min(editors.size(), most_names); ++i) {
        const auto& editor = *editors[i];
        said += (i > 0 ? ", " : "") + (editor.name.empty() ? editor.id : editor.name + " (" + editor.id + ")");
    }
    if (editors.size() > most_names) {
        said += fmt::format(fmt::runtime(language == Language::sv ? " och {} till" : " and {} more"),
                            editors.size() - most_names);
    }
    return said;
}

std::string refusal_text(std::span<const RefusedIn> refused, const Law* law, Language language) {
    return Text{refused, law, language}.make();
}

}  // namespace knav
