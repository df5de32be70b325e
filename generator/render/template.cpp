#include "render/template.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include <kainjow/mustache.hpp>

#include "text/escape.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

namespace mustache = kainjow::mustache;

// Shows a View to the library, a value at a time: nothing is copied that the template doesn't ask for. The library knows
// list items only by the address of its own data, so each handed-out list is remembered with the views behind it.
class ViewContext final : public mustache::basic_context<std::string> {
public:
    ViewContext(const View& root, const Lens& lens, const std::map<std::string, std::string, std::less<>>& assets)
        : lens_(lens), assets_(assets) {
        frames_.push_back(&root);
    }

    void push(const mustache::data* data) override { frames_.push_back(view_behind(data)); }
    void pop() override { frames_.pop_back(); }

    const mustache::data* get(const std::string& name) const override {
        if (name == ".") return hand_out(*frames_.back());
        if (name.starts_with("t.")) return words(name);
        if (name.starts_with("asset.")) return asset(name);
        const auto* view = find(name);
        if (view != nullptr) return hand_out(*view);
        if (name.starts_with("has_")) view = find(std::string_view{name}.substr(4));
        if (view != nullptr) return is_filled(*view) ? &yes() : &no();
        missing.insert(name);
        return nullptr;
    }
    const mustache::data* get_partial(const std::string&) const override { return nullptr; }

    mutable std::set<std::string> missing;

private:
    struct Range {
        const mustache::data* begin;
        std::size_t count;
        const View* views;
    };

    const View* find(std::string_view name) const {
        const auto dot = name.find('.');
        const auto first = name.substr(0, dot);
        for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
            const auto* view = (*frame)->find(first);
            if (view == nullptr) continue;
            return dot == std::string_view::npos ? view : descend(*view, name.substr(dot + 1));
        }
        return nullptr;
    }

    // A path through an absent thing ("status.text" where status is false) is absent, not unknown.
    static const View* descend(const View& view, std::string_view path) {
        static const View nothing{false};
        if (!view.is_object()) return &nothing;
        const auto dot = path.find('.');
        const auto* next = view.find(path.substr(0, dot));
        if (next == nullptr || dot == std::string_view::npos) return next;
        return descend(*next, path.substr(dot + 1));
    }

    static const mustache::data& no() {
        static const mustache::data value{false};
        return value;
    }
    static const mustache::data& yes() {
        static const mustache::data value{true};
        return value;
    }

    // {{#has_rows}}: whether there are rows, which Mustache can't ask without repeating what it encloses.
    static bool is_filled(const View& view) {
        if (const auto* truth = view.truth()) return *truth;
        if (const auto* text = view.text()) return !text->empty() && *text != "0";
        return view.list() == nullptr || !view.list()->empty();
    }

    const mustache::data* hand_out(const View& view) const {
        if (const auto* truth = view.truth()) return *truth ? &yes() : &no();
        if (const auto* text = view.text()) {
            if (text->empty()) return &no();
            handed_.emplace_back(*text);
            return &handed_.back();
        }
        if (const auto* list = view.list()) return hand_out(*list);
        handed_.emplace_back(mustache::data::type::object);
        ranges_.push_back({&handed_.back(), 1, &view});
        return &handed_.back();
    }

    const mustache::data* hand_out(const View::List& views) const {
        mustache::list items;
        items.reserve(views.size());
        for (const auto& view : views) {
            if (const auto* text = view.text())
                items.emplace_back(*text);
            else
                items.emplace_back(mustache::data::type::object);
        }
        handed_.emplace_back(std::move(items));
        const auto& stored = handed_.back().list_value();
        if (!views.empty()) ranges_.push_back({stored.data(), views.size(), views.data()});
        return &handed_.back();
    }

    const View* view_behind(const mustache::data* data) const {
        for (auto range = ranges_.rbegin(); range != ranges_.rend(); ++range) {
            if (data >= range->begin && data < range->begin + range->count) return range->views + (data - range->begin);
        }
        static const View nothing{true};  // a text or a truth used as a section: names are looked up further out
        return &nothing;
    }

    const mustache::data* words(const std::string& name) const {
        const auto key = std::string_view{name}.substr(2);
        const auto& said = lens_.word(key);
        if (said.starts_with('[') && said.ends_with(']') && said.substr(1, said.size() - 2) == key) {
            missing.insert(name);
            return nullptr;
        }
        handed_.emplace_back(said);
        return &handed_.back();
    }

    const mustache::data* asset(const std::string& name) const {
        const auto found = assets_.find(std::string_view{name}.substr(6));
        if (found == assets_.end()) {
            missing.insert(name);
            return nullptr;
        }
        handed_.emplace_back(found->second);
        return &handed_.back();
    }

    const Lens& lens_;
    const std::map<std::string, std::string, std::less<>>& assets_;
    std::vector<const View*> frames_;
    mutable std::deque<mustache::data> handed_;  // a deque: what is handed out must stay where it is
    mutable std::vector<Range> ranges_;
};

// What the library takes for a stream.
struct Appender {
    std::string& out;
    Appender& operator<<(const std::string& piece) {
        out += piece;
        return *this;
    }
};

Position place_of_name(std::string_view text, std::string_view name) {
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        auto before = at;
        while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '#' || text[before - 1] == '^' ||
                              text[before - 1] == '&'))
            --before;
        if (before < 2 || (text[before - 1] != '{')) continue;
        const auto line =
            static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
            1;
        const auto start = text.rfind('\n', at) == std::string_view::npos ? 0 : text.rfind('\n', at) + 1;
        return {line, static_cast<std::uint32_t>(code_points(text.substr(start, at - start))) + 1};
    }
    return {};
}

std::string append_escaped(const std::string& text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    append_html(out, text);
    return out;
}

}  // namespace

struct TemplateEngine::Compiled {
    Digest digest;
    mustache::mustache program;
    bool valid = true;
};

struct TemplateEngine::State {
    std::map<std::string, Compiled, std::less<>> compiled;
    std::map<std::string, std::string, std::less<>> assets;  // "search_js" -> address
    Digest assets_digest;
};

TemplateEngine::TemplateEngine() : state_(std::make_unique<State>()) {}
TemplateEngine::~TemplateEngine() = default;

std::string TemplateEngine::render(std::string_view name, std::string_view fallback, const View& view, const Lens& lens,
                                   Diagnostics& found) {
    const auto* source = lens.find_template(name);
    if (source == nullptr) source = lens.find_template(fallback);
    if (source == nullptr) {
        found.error({"themes/" + lens.settings().theme + "/templates/" + std::string{name} + ".mustache", {}},
                    rule::template_missing, {std::string{name}, "themes/" + lens.settings().theme + "/templates/"});
        return {};
    }
    auto entry = state_->compiled.find(source->name);
    if (entry == state_->compiled.end() || entry->second.digest != source->digest) {
        Compiled made{source->digest, mustache::mustache{source->text}, true};
        made.program.set_custom_escape(append_escaped);
        made.valid = made.program.is_valid();
        if (!made.valid)
            found.error({source->file, {}}, rule::template_syntax, {made.program.error_message(), source->name});
        entry = state_->compiled.insert_or_assign(source->name, std::move(made)).first;
    }
    if (!entry->second.valid) return {};

    const auto& theme = lens.assets();
    if (state_->assets_digest != theme.assets_digest || state_->assets.empty()) {
        state_->assets.clear();
        state_->assets_digest = theme.assets_digest;
        for (const auto& [asset_name, asset] : theme.assets) {
            auto key = asset_name;
            std::replace_if(
                key.begin(), key.end(), [](char c) { return c == '.' || c == '/' || c == '-'; }, '_');
            state_->assets.emplace(std::move(key), lens.settings().link(asset.url));
        }
    }
    ViewContext context{view, lens, state_->assets};
    std::string out;
    out.reserve(source->text.size() + 8192);
    Appender appender{out};
    entry->second.program.render(static_cast<mustache::basic_context<std::string>&>(context), appender);
    for (const auto& unknown : context.missing) {
        found.error({source->file, place_of_name(source->text, unknown)}, rule::template_name_unknown,
                    {unknown, source->name});
    }
    return out;
}

}  // namespace knav
