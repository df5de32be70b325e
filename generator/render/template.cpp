#include "render/template.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include <kainjow/mustache.hpp>

#include "render/template_program.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

namespace mustache = kainjow::mustache;

using Component = mustache::component<std::string>;

/// "search_js" for search.js: a name that a tag can hold.
std::string tag_name_of(std::string asset) {
    std::replace_if(
        asset.begin(), asset.end(), [](char c) { return c == '.' || c == '/' || c == '-'; }, '_');
    return asset;
}

/// Makes steps of what the library has read. The interface's words and the addresses of assets are put in at once: they
/// are the same for every page.
class Compiler {
public:
    explicit Compiler(const Lens& lens) : lens_(lens) {
        for (const auto& [name, asset] : lens.assets().assets)
            assets_.emplace(tag_name_of(name), lens.settings().link(asset.url));
    }

    /// Empty if all is well, else what is wrong with the text.
    std::string compile(const std::string& text) {
        mustache::context<std::string> unused;
        mustache::context_internal<std::string> reading{unused};
        Component root;
        std::string error;
        mustache::parser<std::string>{text, reading, root, error};
        if (error.empty()) add(root.children);
        return error;
    }

    [[nodiscard]] TemplateProgram take() { return std::move(program_); }

private:
    void add(const std::vector<Component>& components) {
        for (const auto& component : components) add(component);
    }

    void add(const Component& component) {
        using mustache::tag_type;
        const auto& name = component.tag.name;
        switch (component.tag.type) {
            case tag_type::text:
                return component.is_newline() ? program_.line_end(component.text) : program_.literal(component.text);
            case tag_type::variable: return variable(name, TemplateProgram::Escape::yes);
            case tag_type::unescaped_variable: return variable(name, TemplateProgram::Escape::no);
            case tag_type::section_begin: return section(component, TemplateProgram::When::filled);
            case tag_type::section_begin_inverted: return section(component, TemplateProgram::When::empty);
            default: return;  // comments; partials have been put in by the theme
        }
    }

    void variable(const std::string& name, TemplateProgram::Escape escape) {
        const auto* text = text_of(name);
        if (text == nullptr) return program_.variable(TemplateName{name}, escape);
        program_.literal(escape == TemplateProgram::Escape::yes ? html_escape(*text) : *text);
    }

    void section(const Component& component, TemplateProgram::When when) {
        const auto& name = component.tag.name;
        const auto opening =
            program_.begin_section(text_of(name) == nullptr ? TemplateName{name} : TemplateName::known(name), when);
        add(component.children);
        program_.end_section(opening);
    }

    /// What does not depend on the page; null for all else, and for what the theme lacks, which no view has either.
    const std::string* text_of(std::string_view name) const {
        if (name.starts_with("asset.")) {
            const auto found = assets_.find(name.substr(6));
            return found == assets_.end() ? nullptr : &found->second;
        }
        if (!name.starts_with("t.")) return nullptr;
        const auto key = name.substr(2);
        const auto& said = lens_.word(key);
        const bool is_missing = said.starts_with('[') && said.ends_with(']') && said.substr(1, said.size() - 2) == key;
        return is_missing ? nullptr : &said;
    }

    const Lens& lens_;
    std::map<std::string, std::string, std::less<>> assets_;
    TemplateProgram program_;
};

Place place_of_name(const Template& source, std::string_view name) {
    const std::string_view text = source.text;
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        auto before = at;
        while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '#' || text[before - 1] == '^' ||
                              text[before - 1] == '&'))
            --before;
        if (before >= 2 && text[before - 1] == '{') return source.place_of(at);
    }
    return {source.file, {}};
}

}  // namespace

struct TemplateEngine::Compiled {
    Digest made_from;  // the template's text and what was put into it
    bool valid = true;
    TemplateProgram program;
};

struct TemplateEngine::State {
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<const Compiled>, std::less<>> compiled;
};

TemplateEngine::TemplateEngine() : state_(std::make_unique<State>()) {}
TemplateEngine::~TemplateEngine() = default;

std::shared_ptr<const TemplateEngine::Compiled> TemplateEngine::compiled(const Template& source, const Lens& lens,
                                                                         Diagnostics& found) {
    const auto made_from = Hasher{}
                               .add(source.digest)
                               .add(lens.words_digest())
                               .add(lens.assets().assets_digest)
                               .add(lens.settings().digest)
                               .finish();
    const std::lock_guard lock{state_->mutex};
    auto& known = state_->compiled[source.name];
    if (known != nullptr && known->made_from == made_from) return known;
    Compiler compiler{lens};
    const auto error = compiler.compile(source.text);
    if (!error.empty()) found.error({source.file, {}}, rule::template_syntax, {error, source.name});
    return known = std::make_shared<const Compiled>(Compiled{made_from, error.empty(), compiler.take()});
}

std::string TemplateEngine::render(std::string_view name, std::string_view fallback, const View& view, const Lens& lens,
                                   Diagnostics& found) {
    const auto* source = lens.find_template(name);
    if (source == nullptr) source = lens.find_template(fallback);
    if (source == nullptr) {
        found.error({"themes/" + lens.settings().theme + "/templates/" + std::string{name} + ".mustache", {}},
                    rule::template_missing, {std::string{name}, "themes/" + lens.settings().theme + "/templates/"});
        return {};
    }
    const auto made = compiled(*source, lens, found);
    if (!made->valid) return {};
    std::string out;
    out.reserve(made->program.literal_bytes() + 8192);
    std::set<std::string> missing;
    made->program.render(view, out, missing);
    for (const auto& unknown : missing) {
        found.error(place_of_name(*source, unknown), rule::template_name_unknown, {unknown, source->name});
    }
    return out;
}

}  // namespace knav
